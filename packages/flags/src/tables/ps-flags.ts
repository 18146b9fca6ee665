import type { FlagTable } from "../flag-table.ts";
import { outputFormat } from "./output-format.ts";

export const psFlags = { scope: "command", flags: { format: outputFormat } } as const satisfies FlagTable;
