import type { FlagTable } from "../flag-table.ts";
import { boolean } from "../types/boolean.ts";
import { jsonFlag } from "./json-flag.ts";

export const configFlags = {
  scope: "command",
  flags: {
    json: jsonFlag,
    showOrigin: { name: "show-origin", type: boolean, usage: "tell where each value comes from" },
    schema: { name: "schema", type: boolean, usage: "print the JSON Schema of a configuration file" },
  },
} as const satisfies FlagTable;
