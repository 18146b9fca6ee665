import type { FlagTable } from "../flag-table.ts";
import { boolean } from "../types/boolean.ts";
import { processId } from "./process-id.ts";

export const killFlags = {
  scope: "command",
  flags: {
    all: { name: "all", short: "a", type: boolean, usage: "signal every process of the container" },
    pid: { name: "pid", type: processId, usage: "process to signal, in place of the container's first" },
    pgid: { name: "pgid", type: processId, usage: "process group to signal" },
  },
} as const satisfies FlagTable;
