import type { ContainerRecord, SandboxRecord } from "../container-record.ts";
import { parseWith } from "./parse-with.ts";
import { type RunscState, runscStateSchema } from "./runsc-state-schema.ts";

export interface StateOrigin {
  /** The path of the state file, for `details` of errors. */
  readonly file: string;
  /** The directory it lies in. */
  readonly stateDirectory: string;
}

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
  return {
    kind: "runsc",
    id: state.id,
    status: state.status,
    process: state.spec?.process ?? {},
    annotations: state.spec?.annotations ?? {},
    bundle: state.bundleDir ?? "",
    createdAt: state.createdAt ?? "",
    owner: state.owner ?? "",
    stateDirectory: origin.stateDirectory,
    sandbox: state.sandbox === undefined ? undefined : sandboxRecord(state.sandbox),
  };
}

function sandboxRecord(sandbox: NonNullable<RunscState["sandbox"]>): SandboxRecord {
  return {
    id: sandbox.id,
    pid: sandbox.pid,
    uid: sandbox.uid ?? 0,
    gid: sandbox.gid ?? 0,
    startTime: sandbox.startTime,
    // `controlSocketPath` since 20230920, `control_address` from 20230130 on, neither before.
    controlAddress: sandbox.controlSocketPath || sandbox.control_address || undefined,
    version: sandbox.metricMetadata?.version,
    platform: sandbox.metricMetadata?.platform,
  };
}
