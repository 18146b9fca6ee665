import type { ContainerRecord } from "../container-record.ts";
import { containerRecord, type StateOrigin } from "../runsc-state.ts";
import { parseWith } from "./parse-with.ts";
import { runscStateSchema } from "./runsc-state-schema.ts";

/**
 * Reads the JSON of a runsc state file of any era (2022 to 2026). Throws SALLYPORT_INVALID_STATE
 * `sandbox.pid "x" must be …`; the caller says which file it was.
 */
export function parseRunscState(value: unknown, origin: StateOrigin): ContainerRecord {
  const state = parseWith(runscStateSchema, value, {
    code: "SALLYPORT_INVALID_STATE",
    root: "state",
    fieldPrefix: "",
    details: { file: origin.file },
  });
  return containerRecord(state, origin);
}
