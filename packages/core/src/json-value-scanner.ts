import { createJsonValueTracker, type JsonValueOutcome } from "./json-value-tracker.ts";

export interface JsonValueScanner {
  /**
   * The index in `chunk` just after the end of the first value, or undefined when more is needed. A number or
   * literal at top level ends at the first white space, quote or punctuation after it, which belongs to what
   * follows: the index can be 0. A value whose brackets do not match ends after the offending byte; parsing it
   * then gives the reason. Once the end is known every further chunk gives 0.
   */
  push(chunk: Uint8Array): number | undefined;
  /** What was there if the stream has ended: a number or literal is complete by that. */
  finish(): JsonValueOutcome;
}

/** Finds the end of the first JSON value in a stream of UTF-8 bytes that comes in chunks of any size. */
export function createJsonValueScanner(): JsonValueScanner {
  const tracker = createJsonValueTracker();
  let ended = false;
  return {
    push(chunk) {
      if (ended) return 0;
      for (let index = 0; index < chunk.length; index++) {
        const position = tracker.next(chunk[index] ?? 0);
        if (position === "inside") continue;
        ended = true;
        return position === "ends-after" ? index + 1 : index;
      }
      return undefined;
    },
    finish: () => tracker.finish(),
  };
}
