import type { FlagTable } from "../flag-table.ts";
import { boolean } from "../types/boolean.ts";
import { outputFormat } from "./output-format.ts";

export const listFlags = {
  scope: "command",
  flags: {
    quiet: { name: "quiet", short: "q", type: boolean, usage: "print container ids only" },
    format: outputFormat,
  },
} as const satisfies FlagTable;
