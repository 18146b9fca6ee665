import type { OwnState } from "./own-state.ts";
import { integerFrom0To, list, matching, object, oneOf, readUsual, text } from "./usual-value.ts";

/** What the schema makes of a state file in which nothing is wrong, without loading it; else undefined. */
export function readUsualOwnState(value: unknown): OwnState | undefined {
  const number = integerFrom0To(Number.MAX_SAFE_INTEGER);
  const reader = object({
    version: oneOf([1]),
    id: matching(/^[\w+.-]+$/),
    pid: integerFrom0To(0x7fff_ffff),
    startTime: number,
    bundle: text,
    created: text,
    cgroups: list(object({ version: oneOf([1, 2]), controllers: list(text), path: matching(/^\//) })),
  });
  return readUsual(reader, value);
}
