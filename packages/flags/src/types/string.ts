import type { FlagType } from "../flag-type.ts";

/** Any text, the empty one too. */
export function string(valueName: string): FlagType<string> {
  return {
    kind: "value",
    valueName,
    absent: undefined,
    parse: (text) => text,
    format: (value) => [value],
  };
}
