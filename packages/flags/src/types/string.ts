import type { Completion, FlagType } from "../flag-type.ts";

/** Any text, the empty one too. */
export function string(valueName: string, completion?: Completion): FlagType<string> {
  return {
    kind: "value",
    valueName,
    absent: undefined,
    ...(completion === undefined ? {} : { completion }),
    parse,
    format,
  };
}

const parse = (text: string): string => text;
const format = (value: string): string[] => [value];
