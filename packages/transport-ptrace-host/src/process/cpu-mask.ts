import { invalidField } from "./invalid-field.ts";

const highestCpu = 8191;
const range = /^(\d{1,4})(?:-(\d{1,4}))?$/;

/**
 * The mask of sched_setaffinity(2) for a list such as `0-3,7`. Throws SALLYPORT_INVALID_PROCESS for any other text.
 *
 * @param field for the message
 */
export function cpuMask(text: string, field: string): Uint8Array {
  const numbers = text.split(",").flatMap((part) => cpusOf(part.trim()) ?? fail(text, field));
  const words = Math.floor(Math.max(...numbers) / 64) + 1;
  const mask = new Uint8Array(words * 8);
  for (const cpu of numbers) mask[cpu >> 3] = (mask[cpu >> 3] ?? 0) | (1 << (cpu & 7));
  return mask;
}

function cpusOf(part: string): number[] | undefined {
  const [, first, last = first] = range.exec(part) ?? [];
  const [low, high] = [Number(first), Number(last)];
  if (first === undefined || high < low || high > highestCpu) return undefined;
  return Array.from({ length: high - low + 1 }, (_, index) => low + index);
}

function fail(text: string, field: string): never {
  throw invalidField(field, text, `a list of processors such as 0-3,7, up to ${highestCpu}`);
}
