import type { ContainerRecord, ContainerStatus, SandboxRecord } from "./container-record.ts";
import type { OciProcess } from "./oci-process.ts";

export interface StateOrigin {
  /** The path of the state file, for `details` of errors. */
  readonly file: string;
  /** The directory it lies in. */
  readonly stateDirectory: string;
}

export const containerStatuses = [
  "creating",
  "created",
  "running",
  "paused",
  "stopped",
] as const satisfies readonly ContainerStatus[];

/** What is read of the state files of gVisor 20221219 to 20260810. */
export interface RunscState {
  readonly id: string;
  readonly status: ContainerStatus;
  readonly spec?:
    | {
        readonly process?: OciProcess | undefined;
        readonly annotations?: Readonly<Record<string, string>> | undefined;
      }
    | undefined;
  readonly bundleDir?: string | undefined;
  readonly createdAt?: string | undefined;
  readonly owner?: string | undefined;
  readonly sandbox?: RunscSandbox | undefined;
}

interface RunscSandbox {
  readonly id: string;
  readonly pid: number;
  readonly uid?: number | undefined;
  readonly gid?: number | undefined;
  readonly startTime?: string | undefined;
  readonly controlSocketPath?: string | undefined;
  readonly control_address?: string | undefined;
  readonly metricMetadata?:
    | { readonly version?: string | undefined; readonly platform?: string | undefined }
    | undefined;
}

export function containerRecord(state: RunscState, { stateDirectory }: StateOrigin): ContainerRecord {
  return {
    kind: "runsc",
    id: state.id,
    status: state.status,
    process: state.spec?.process ?? {},
    annotations: state.spec?.annotations ?? {},
    bundle: state.bundleDir ?? "",
    createdAt: state.createdAt ?? "",
    owner: state.owner ?? "",
    stateDirectory,
    sandbox: state.sandbox === undefined ? undefined : sandboxRecord(state.sandbox),
  };
}

function sandboxRecord(sandbox: RunscSandbox): SandboxRecord {
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
