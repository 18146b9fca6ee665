import {
  type ContainerRecord,
  createFilePayload,
  type ExecArgs,
  type ExecRequest,
  type FilePayload,
  isSallyportError,
  withContext,
  withResolvers,
} from "@sallyport/core";
import type { Host } from "@sallyport/host";
import {
  completeRequest,
  DisposalStack,
  refuseStatus,
  requireRunning,
  type RuntimeSettings,
} from "@sallyport/runtime";
import {
  execDemands,
  type ExecuteOptions,
  refuseUnsupported,
  type SandboxProcess,
  type TransportCapabilities,
} from "@sallyport/transport";
import type { ExecOptions } from "../exec-options.ts";
import type { Connection, OpenedSandbox } from "../opened-sandbox.ts";
import type { CommandStreams } from "../streams/command-streams.ts";
import { expectFailure } from "../streams/feed.ts";
import { type ReadGuestFile, resolveNames } from "../users/resolve-names.ts";
import { deliverToForeground } from "./deliver-signal.ts";
import { checkDescriptors, execRequest } from "./exec-request.ts";
import { type StreamsRequest, terminalSize } from "./open-command-streams.ts";

/** A command that was started. */
export interface StartedCommand {
  readonly process: SandboxProcess;
  readonly connection: Connection;
  readonly streams: CommandStreams;
  /** Milliseconds since boot. */
  readonly startedAt: number;
}

export interface Start {
  readonly argv: readonly string[];
  readonly options: ExecOptions;
  readonly readGuestFile: ReadGuestFile;
  readonly openStreams: (request: Omit<StreamsRequest, "options" | "readPipe" | "waiter">) => CommandStreams;
}

/** From the call to the launch. Whatever was opened is closed again when it throws. */
export async function startCommand(sandbox: OpenedSandbox, start: Start): Promise<StartedCommand> {
  const { host, settings } = sandbox;
  const { argv, options } = start;
  await using held = new DisposalStack();
  held.use(expectFailure(options.stdin));
  const connection = await sandbox.connect();
  const asked = execRequest(sandbox.id, argv, options, openProgram(host, held, options.execFile));
  const request = await resolveNames(asked, connection.handle, start.readGuestFile);
  checkDescriptors(host, request);
  const args = await execArgs(connection, request, settings, options.stderr !== "stdout");

  const started = withResolvers<SandboxProcess>();
  const { tty } = connection.target.capabilities;
  const pty = args.terminal ? await connection.handle.openTerminal?.() : undefined;
  const streams = start.openStreams({
    tty,
    pty,
    // The kernel makes the signals of a terminal that is the container's own. Keys may be typed before the start.
    deliver: async (signal) =>
      pty === undefined ? deliverToForeground(await started.promise, signal) : undefined,
  });
  try {
    const process = await connection.handle.execute(args, payloadOf(request, streams), sizeOf(tty, options));
    started.resolve(process);
    streams.released();
    return { process, connection, streams, startedAt: host.clock.sinceBoot() };
  } catch (error) {
    streams.close();
    await refuseStopped(connection);
    throw withContext(`running a command in container "${sandbox.id}"`, error);
  }
}

/** The request, completed from the container; refused when its transport cannot do it. */
async function execArgs(
  connection: Connection,
  request: ExecRequest,
  settings: RuntimeSettings,
  separateStderr: boolean,
): Promise<ExecArgs> {
  const { container, transport, capabilities } = connection.target;
  const demands = execDemands(request, { detach: false, consoleSocket: undefined, separateStderr });
  refuseUnsupported(transport, container.id, capabilities, demands);
  return completeRequest(request, { ...container, process: await ownProcess(connection) }, settings);
}

/**
 * The container's own process, once it is clear that a command can be started. A sandbox of gVisor refuses by itself
 * what does not run, so that asking first would only take time. It does not refuse what is paused: the record tells.
 */
async function ownProcess({ target, handle }: Connection): Promise<ContainerRecord["process"]> {
  const { container } = target;
  if (container.kind === "runsc") {
    refuseStatus(container.id, container.status);
    return container.process;
  }
  const state = await requireRunning(container, handle);
  return state.process ?? container.process;
}

/** Says so when a container has stopped, whose sandbox refused or could not be reached. */
async function refuseStopped({ target, handle }: Connection): Promise<void> {
  try {
    await requireRunning(target.container, handle);
  } catch (error) {
    if (isSallyportError(error) && error.code === "SALLYPORT_NOT_RUNNING") throw error;
  }
}

/** Of a terminal that the sandbox has. */
function sizeOf(tty: TransportCapabilities["tty"], options: ExecOptions): ExecuteOptions {
  const size = terminalSize(options);
  if (tty !== "emulated" || size === undefined) return {};
  return { terminalSize: { rows: size.rows, columns: size.cols } };
}

function payloadOf({ passFds, execFd }: ExecRequest, { fds }: CommandStreams): FilePayload {
  return createFilePayload([...fds.map((fd, guest) => ({ host: fd, guest })), ...passFds], execFd);
}

/** The descriptor of a program, which is held until it was sent. */
function openProgram(
  host: Host,
  held: DisposalStack,
  execFile: number | string | undefined,
): number | undefined {
  if (typeof execFile !== "string") return execFile;
  const fd = host.files.open(execFile, { access: "read" });
  held.defer(() => host.descriptors.close(fd));
  return fd;
}
