import {
  type ContainerRecord,
  createFilePayload,
  type ExecArgs,
  type ExecRequest,
  withContext,
} from "@sallyport/core";
import type { Stdio } from "@sallyport/console";
import type { SandboxHandle, SandboxProcess } from "@sallyport/transport";
import { requireRunning } from "./require-running.ts";

/** Starts the command; afterwards the sandbox has its own copies of the descriptors. */
export async function startProcess(
  container: ContainerRecord,
  handle: SandboxHandle,
  args: ExecArgs,
  request: ExecRequest,
  stdio: Stdio,
): Promise<SandboxProcess> {
  const streams = stdio.fds.map((host, guest) => ({ host, guest }));
  const payload = createFilePayload([...streams, ...request.passFds], request.execFd);
  try {
    await requireRunning(container, handle);
    return await handle.execute(args, payload);
  } catch (error) {
    throw withContext("executing processes for container", error);
  } finally {
    stdio.released();
  }
}
