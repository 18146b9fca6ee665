import type { ContainerRecord } from "./container-record.ts";
import type { HostConfiguration } from "./host-configuration.ts";
import type { HostOrigin } from "./runc-state.ts";

/** What is read of crun's status file (1.0 to 1.29); the container's id is the name of its directory. */
export interface CrunStatus {
  readonly pid: number;
  readonly "process-start-time": number;
  readonly bundle?: string | undefined;
  /** RFC 3339. */
  readonly created?: string | undefined;
  readonly owner?: string | undefined;
}

export function crunRecord(
  id: string,
  status: CrunStatus,
  configuration: HostConfiguration,
  origin: HostOrigin,
): ContainerRecord {
  return {
    kind: "crun",
    id,
    status: origin.waitsForStart ? "created" : "running",
    process: configuration.process ?? {},
    annotations: configuration.annotations ?? {},
    bundle: status.bundle ?? "",
    createdAt: status.created ?? "",
    owner: status.owner ?? origin.owner,
    stateDirectory: origin.stateDirectory,
    sandbox: undefined,
    host: {
      init: { pid: status.pid, startTime: status["process-start-time"] },
      newKeyring: false,
      seccomp: configuration.linux?.seccomp,
      personality: configuration.linux?.personality,
      unreadable: configuration.unreadable,
    },
  };
}
