import type { FlagTable } from "../flag-table.ts";
import { jsonFlag } from "./json-flag.ts";

export const transportsFlags = { scope: "command", flags: { json: jsonFlag } } as const satisfies FlagTable;
