import type { ExecOptions } from "../src/exec/exec-options.ts";
import { execRequest } from "./container-record.ts";

/** `true` in the container `web`, attached. */
export function execOptions(changes: Partial<ExecOptions> = {}): ExecOptions {
  return {
    request: execRequest(),
    detach: false,
    detachTimeout: 1000,
    orphan: false,
    pidFile: undefined,
    internalPidFile: undefined,
    consoleSocket: undefined,
    detachKeys: "",
    drainTimeout: 1000,
    ...changes,
  };
}
