import type { FlagTable } from "../flag-table.ts";
import { boolean } from "../types/boolean.ts";

export const deleteFlags = {
  scope: "command",
  flags: {
    force: { name: "force", short: "f", type: boolean, usage: "kill the container first if it runs" },
  },
} as const satisfies FlagTable;
