import { editDistance } from "./edit-distance.ts";

const farthest = 2;

/** A word that differs in more than one letter of three is another word; a shorter one is near to too many. */
const lettersPerFault = 3;

/** The known name that `name` was probably meant to be. */
export function suggestName(name: string, known: Iterable<string>): string | undefined {
  let best: string | undefined;
  let bestDistance = Math.min(farthest, Math.floor(name.length / lettersPerFault)) + 1;
  for (const candidate of known) {
    if (candidate.length < lettersPerFault) continue;
    if (Math.abs(candidate.length - name.length) >= bestDistance) continue;
    const distance = editDistance(name, candidate);
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
  }
  return best;
}
