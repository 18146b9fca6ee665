import type { FlagType } from "../flag-type.ts";
import { rejectValue } from "../reject-value.ts";

/** The words of Go's strconv.ParseBool. */
const words = new Map([
  ...["1", "t", "T", "true", "TRUE", "True"].map((word) => [word, true] as const),
  ...["0", "f", "F", "false", "FALSE", "False"].map((word) => [word, false] as const),
]);

export const boolean: FlagType<boolean> = {
  kind: "boolean",
  valueName: "BOOL",
  absent: undefined,
  parse: (text) => words.get(text) ?? rejectValue("parse error"),
  format: (value) => [String(value)],
};
