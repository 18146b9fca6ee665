import type { ContainerRecord, ContainerStatus } from "@sallyport/core";
import type { ContainerState } from "@sallyport/transport";
import { ociVersion } from "../version-text.ts";

/** https://github.com/opencontainers/runtime-spec/blob/v1.2.0/runtime.md#state */
export interface OciState {
  readonly ociVersion: string;
  readonly id: string;
  readonly status: ContainerStatus;
  /** Host process id of the sandbox; left out once it is gone. */
  readonly pid?: number;
  readonly bundle: string;
  readonly annotations?: Readonly<Record<string, string>>;
}

export function ociState(container: ContainerRecord, state: ContainerState): OciState {
  const { status } = state;
  const pid =
    status === "stopped" ? undefined : ((container.sandbox ?? container.host?.init)?.pid ?? state.pid);
  return {
    ociVersion,
    id: container.id,
    status,
    ...(pid === undefined ? {} : { pid }),
    bundle: container.bundle,
    ...(Object.keys(container.annotations).length === 0 ? {} : { annotations: container.annotations }),
  };
}
