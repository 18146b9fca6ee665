import type { FlagTable } from "../flag-table.ts";
import { processId } from "./process-id.ts";

export const waitFlags = {
  scope: "command",
  flags: {
    pid: { name: "pid", type: processId, usage: "process to wait for, as the container numbers it" },
    rootpid: { name: "rootpid", type: processId, usage: "process to wait for, as the sandbox numbers it" },
  },
} as const satisfies FlagTable;
