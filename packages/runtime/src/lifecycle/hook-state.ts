import type { ContainerRecord, ContainerStatus } from "@sallyport/core";
import type { HookState } from "@sallyport/transport-ptrace-host";

/** Version of the runtime specification that hooks are told. */
const ociVersion = "1.2.0";

export function hookState(
  { id, bundle, annotations, host }: ContainerRecord,
  status: ContainerStatus,
): HookState {
  const pid = host?.init.pid ?? 0;
  return {
    ociVersion,
    id,
    status,
    ...(pid === 0 || status === "stopped" ? {} : { pid }),
    bundle,
    ...(Object.keys(annotations).length === 0 ? {} : { annotations }),
  };
}
