import { type ContainerRecord, type ContainerStatus, SallyportError } from "@sallyport/core";
import type { ContainerState, SandboxHandle } from "@sallyport/transport";

/** A command can be started in a running container; a created one is left for the sandbox itself to refuse. */
export async function requireRunning(
  container: ContainerRecord,
  handle: SandboxHandle,
  ignorePaused = false,
): Promise<ContainerState> {
  const state = (await handle.state?.()) ?? container;
  if (!(state.status === "paused" && ignorePaused)) refuseStatus(container.id, state.status);
  return state;
}

/** @throws SallyportError SALLYPORT_NOT_RUNNING for a status in which no command can be started */
export function refuseStatus(containerId: string, status: ContainerStatus): void {
  if (status === "running" || status === "created") return;
  throw new SallyportError(
    "SALLYPORT_NOT_RUNNING",
    `cannot execute in container "${containerId}" in state ${status}`,
    { details: { containerId, status } },
  );
}
