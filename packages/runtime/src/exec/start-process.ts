import {
  type ContainerRecord,
  createFilePayload,
  type ErrorCode,
  type ExecArgs,
  isSallyportError,
  withContext,
} from "@sallyport/core";
import type { Host } from "@sallyport/host";
import type { ExecuteOptions, SandboxHandle, SandboxProcess } from "@sallyport/transport";
import type { RuntimeSettings } from "../runtime-settings.ts";
import { completeRequest } from "./complete-request.ts";
import type { ExecOptions } from "./exec-options.ts";
import type { OpenedStreams } from "./open-streams.ts";
import { inTime } from "./in-time.ts";
import { requireRunning } from "./require-running.ts";
import type { Supervision } from "./supervision.ts";
import { unlessAbandoned } from "./unless-abandoned.ts";

/** What is in front of why a command could not be started: in runc's words, or in gVisor's. */
function startContext({ dialect }: RuntimeSettings): string {
  return dialect === "runc" ? "unable to start container process" : "executing processes for container";
}

const wasGivenUp = new Set<ErrorCode>(["SALLYPORT_START_TIMEOUT", "SALLYPORT_INTERRUPTED"]);

interface Start {
  readonly host: Host;
  readonly settings: RuntimeSettings;
  readonly container: ContainerRecord;
  readonly handle: SandboxHandle;
  readonly args: ExecArgs;
  readonly options: ExecOptions;
  readonly streams: OpenedStreams;
  readonly supervision: Supervision;
  readonly watch: Pick<ExecuteOptions, "supervision" | "limits">;
  /** Settles when the sandbox is not waited for any longer. */
  readonly abandoned: Promise<void>;
}

/** Starts the command; afterwards the sandbox has its own copies of the descriptors. */
export async function startProcess(start: Start): Promise<SandboxProcess> {
  const { host, settings, container, handle, options, streams, supervision, abandoned } = start;
  const { request } = options;
  const startTimeout = options.detach ? options.detachTimeout : undefined;
  const stdio = streams.fds.map((fd, guest) => ({ host: fd, guest }));
  const payload = createFilePayload([...stdio, ...request.passFds], request.execFd);
  try {
    const told = inTime(host, startTimeout, requireRunning(container, handle, start.args.ignorePaused));
    const { process } = await unlessAbandoned(abandoned, told);
    await supervision.ready;
    return await handle.execute(argsWith(process, start), payload, {
      abandoned,
      detach: options.detach,
      orphan: options.orphan,
      ...start.watch,
      ...(startTimeout === undefined ? {} : { startTimeout }),
      ...(streams.size && { terminalSize: streams.size }),
    });
  } catch (error) {
    if (isSallyportError(error) && wasGivenUp.has(error.code)) await giveUp(handle, supervision);
    throw withContext(startContext(settings), error);
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
