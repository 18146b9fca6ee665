import {
  type ContainerRecord,
  createFilePayload,
  type ExecArgs,
  isSallyportError,
  withContext,
} from "@sallyport/core";
import type { Host } from "@sallyport/host";
import type { SandboxHandle, SandboxProcess } from "@sallyport/transport";
import type { RuntimeSettings } from "../runtime-settings.ts";
import { completeRequest } from "./complete-request.ts";
import type { ExecOptions } from "./exec-options.ts";
import type { OpenedStreams } from "./open-streams.ts";
import { inTime } from "./in-time.ts";
import { requireRunning } from "./require-running.ts";
import type { Supervision } from "./supervision.ts";

interface Start {
  readonly host: Host;
  readonly settings: RuntimeSettings;
  readonly container: ContainerRecord;
  readonly handle: SandboxHandle;
  readonly args: ExecArgs;
  readonly options: ExecOptions;
  readonly streams: OpenedStreams;
  readonly supervision: Supervision;
}

/** Starts the command; afterwards the sandbox has its own copies of the descriptors. */
export async function startProcess(start: Start): Promise<SandboxProcess> {
  const { host, container, handle, options, streams, supervision } = start;
  const { request, detach, detachTimeout } = options;
  const stdio = streams.fds.map((fd, guest) => ({ host: fd, guest }));
  const payload = createFilePayload([...stdio, ...request.passFds], request.execFd);
  try {
    const told = requireRunning(container, handle);
    const { process } = await inTime(host, detach ? detachTimeout : undefined, told);
    const args = argsWith(process, start);
    return await handle.execute(args, payload, detach ? { startTimeout: detachTimeout } : {});
  } catch (error) {
    if (isSallyportError(error) && error.code === "SALLYPORT_START_TIMEOUT")
      await giveUp(handle, supervision);
    throw withContext("executing processes for container", error);
  } finally {
    streams.released();
  }
}

/** The request, completed once more where it is the sandbox that tells of the container's own process. */
function argsWith(process: ContainerRecord["process"] | undefined, start: Start): ExecArgs {
  const { args, container, options, settings } = start;
  if (process === undefined || process === container.process) return args;
  return completeRequest(options.request, { ...container, process }, settings);
}

/** A sandbox that answers late may still have started the command: it is killed then. */
async function giveUp(handle: SandboxHandle, supervision: Supervision): Promise<void> {
  const late = handle.abandonedStart?.();
  if (late !== undefined) await supervision.giveUp?.(late);
}
