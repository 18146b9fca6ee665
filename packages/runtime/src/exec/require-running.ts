import { type ContainerRecord, SallyportError } from "@sallyport/core";
import type { ContainerState, SandboxHandle } from "@sallyport/transport";

/** A command can be started in a running container; a created one is left for the sandbox itself to refuse. */
export async function requireRunning(
  container: ContainerRecord,
  handle: SandboxHandle,
  ignorePaused = false,
): Promise<ContainerState> {
  const state = (await handle.state?.()) ?? container;
  const { status } = state;
  if (status === "running" || status === "created" || (status === "paused" && ignorePaused)) return state;
  throw new SallyportError(
    "SALLYPORT_NOT_RUNNING",
    `cannot execute in container "${container.id}" in state ${status}`,
    { details: { containerId: container.id, status } },
  );
}
