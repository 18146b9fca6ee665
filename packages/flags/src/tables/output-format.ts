import type { FlagDefinition } from "../flag-table.ts";
import { choice } from "../types/choice.ts";

/** `text` is gVisor's word for a table. */
export const outputFormat = {
  name: "format",
  short: "f",
  type: choice(["table", "json", "text"]),
  usage: "how to print the result",
} as const satisfies FlagDefinition;
