import { editDistance } from "./edit-distance.ts";

const farthest = 2;

/** Shorter words are at most two letters from too many others. */
const shortest = 3;

/** The known name that `name` was probably meant to be. */
export function suggestName(name: string, known: Iterable<string>): string | undefined {
  if (name.length < shortest) return undefined;
  let best: string | undefined;
  let bestDistance = farthest + 1;
  for (const candidate of known) {
    if (candidate.length < shortest || Math.abs(candidate.length - name.length) >= bestDistance) continue;
    const distance = editDistance(name, candidate);
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
  }
  return best;
}
