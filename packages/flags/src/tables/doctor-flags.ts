import type { FlagTable } from "../flag-table.ts";
import { jsonFlag } from "./json-flag.ts";

export const doctorFlags = { scope: "command", flags: { json: jsonFlag } } as const satisfies FlagTable;

export type DoctorFlags = (typeof doctorFlags)["flags"];
