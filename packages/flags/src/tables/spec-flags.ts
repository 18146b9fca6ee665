import type { FlagTable } from "../flag-table.ts";
import { boolean } from "../types/boolean.ts";
import { string } from "../types/string.ts";

export const specFlags = {
  scope: "command",
  flags: {
    bundle: {
      name: "bundle",
      short: "b",
      type: string("DIR", "directories"),
      usage: "folder to write config.json to (.)",
    },
    rootless: { name: "rootless", type: boolean, usage: "for a container of the user who calls" },
  },
} as const satisfies FlagTable;
