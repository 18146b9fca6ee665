import type { FlagTable } from "../flag-table.ts";

/** For commands that take none, such as `state`, `version` and `help`. */
export const noFlags = { scope: "command", flags: {} } as const satisfies FlagTable;
