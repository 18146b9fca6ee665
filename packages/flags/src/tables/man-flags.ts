import type { FlagTable } from "../flag-table.ts";
import { string } from "../types/string.ts";

export const manFlags = {
  scope: "command",
  flags: {
    output: {
      name: "output",
      short: "o",
      type: string("DIR", "directories"),
      usage:
        "folder to write every page to, in place of printing one: sallyport.1, sallyport-exec.1 and so on",
    },
  },
} as const satisfies FlagTable;
