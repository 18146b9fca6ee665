import type { FlagType } from "../flag-type.ts";

/** Bare it is `true`; after `=` anything goes: for a flag that changed its type between releases. */
export const booleanOrText: FlagType<string> = {
  kind: "boolean",
  valueName: "VALUE",
  absent: undefined,
  parse: (text) => text,
  format: (value) => [value],
};
