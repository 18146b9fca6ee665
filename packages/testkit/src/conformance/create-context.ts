import { type ContainerRecord, createFilePayload, hasErrno, isSallyportError } from "@sallyport/core";
import type { Host } from "@sallyport/host";
import {
  capabilitiesFor,
  checkedTransport,
  demand,
  execDemands,
  type ExecuteOptions,
  refuseUnsupported,
  type SandboxHandle,
  type SandboxProcess,
  type TransportCapabilities,
} from "@sallyport/transport";
import { argsFor, requestFor } from "./case-request.ts";
import type { CaseCommand, ConformanceContext, Running, StartOptions } from "./conformance-case.ts";
import type { ConformanceTarget, Sacrifice } from "./conformance-target.ts";
import { openCaseStreams } from "./open-case-streams.ts";
import { posixGuest } from "./posix-guest.ts";
import { createRunning } from "./running.ts";

/** What one case works with; disposing of it ends the case's processes and closes what it opened. */
export interface OwnedContext extends AsyncDisposable {
  readonly context: ConformanceContext;
}

const SIGKILL = 9;

export async function createContext(target: ConformanceTarget): Promise<OwnedContext> {
  const { host, container, options, guest = posixGuest } = target;
  const transport = checkedTransport(target.transport);
  const capabilities = capabilitiesFor(target.transport, container);
  const owned: (() => unknown)[] = [];

  /** What an exec on each handle is completed from. */
  const containers = new Map<SandboxHandle, ContainerRecord>();

  async function open(where: Pick<Sacrifice, "transport" | "container"> = target): Promise<SandboxHandle> {
    const opened = await checkedTransport(where.transport).open(
      { container: where.container, options },
      host,
    );
    owned.push(() => opened[Symbol.asyncDispose]());
    const process = (await opened.state?.())?.process ?? where.container.process;
    containers.set(opened, { ...where.container, process });
    return opened;
  }

  async function start(what: CaseCommand, startOptions: StartOptions = {}): Promise<Running> {
    const opened = startOptions.handle ?? handle;
    const command = "do" in what ? guest(what) : what;
    const args = argsFor(containers.get(opened) ?? container, command, startOptions);
    const streams = openCaseStreams(host, { merged: !capabilities.separateStderr, ...startOptions });
    owned.push(() => streams.own.dispose());
    const payload = createFilePayload(
      [...streams.theirs, ...(startOptions.passFds ?? [])],
      startOptions.execFd,
    );
    try {
      const started = await opened.execute(args, payload, executeOptions(startOptions));
      owned.push(() => endProcess(capabilities, started));
      const running = createRunning(host, capabilities, started, streams.own, streams.master);
      void feed(running, startOptions);
      return running;
    } catch (error) {
      streams.own.dispose();
      throw error;
    } finally {
      streams.release();
    }
  }

  const handle = await open();
  const context: ConformanceContext = {
    host,
    capabilities,
    containerId: container.id,
    handle,
    open: () => open(),
    start,
    run: async (what, startOptions) => (await start(what, startOptions)).finish(),
    refuse(asked, capability, circumstances) {
      const none = { detach: false, consoleSocket: undefined, separateStderr: false };
      const { limits, supervision } = asked;
      const demands = execDemands(requestFor(container.id, [], asked), {
        ...none,
        limits,
        supervision,
        ...circumstances,
      });
      expectRefusal(() => refuseUnsupported(transport, container.id, capabilities, demands), capability);
    },
    async listed() {
      refuseUnsupported(transport, container.id, capabilities, [demand("list", "list")]);
      return (await transport.list?.({ options }, host)) ?? [];
    },
    passTime: (milliseconds) => target.passTime?.(milliseconds) ?? host.clock.delay(milliseconds).elapsed,
    countDescriptors: () => target.countDescriptors?.() ?? countDescriptors(host),
    async sacrifice() {
      if (target.sacrifice === undefined) throw new Error("there is no sandbox to destroy");
      const sacrifice = await target.sacrifice();
      owned.push(() => sacrifice[Symbol.asyncDispose]());
      return { handle: await open(sacrifice), destroy: () => sacrifice.destroy() };
    },
    get executable() {
      if (target.executable === undefined) throw new Error("there is no program to run in the sandbox");
      return target.executable;
    },
    pipe() {
      const ends = host.descriptors.pipe();
      for (const fd of [ends.read, ends.write]) owned.push(() => closeOnce(host, fd));
      return ends;
    },
  };
  return {
    context,
    async [Symbol.asyncDispose]() {
      for (const giveBack of owned.toReversed()) await giveBack();
    },
  };
}

function executeOptions(options: StartOptions): ExecuteOptions {
  const { terminal, abandoned, supervision, limits, detach } = options;
  return {
    ...(terminal && { terminalSize: terminal }),
    ...(abandoned && { abandoned }),
    ...(supervision && { supervision: { level: supervision, policy: {} } }),
    ...(limits && { limits }),
    ...(detach !== undefined && { detach }),
  };
}

/** A program may end without reading what there is for it. */
async function feed(running: Running, { input = "", inputStaysOpen = false }: StartOptions): Promise<void> {
  try {
    await running.write(input);
  } catch (error) {
    if (!hasErrno(error, "EPIPE", "ECANCELED", "EBADF")) throw error;
  } finally {
    if (!inputStaysOpen) running.endInput();
  }
}

async function endProcess(
  { signals, processGroupSignals }: TransportCapabilities,
  process: SandboxProcess,
): Promise<void> {
  if (signals === "none") return;
  // It has ended, as a rule; then there is nobody to tell.
  if (processGroupSignals) await process.signal(SIGKILL, "group").catch(() => undefined);
  await process.signal(SIGKILL, "process").catch(() => undefined);
}

function expectRefusal(body: () => void, capability: keyof TransportCapabilities): void {
  try {
    body();
  } catch (error) {
    if (isSallyportError(error) && error.details["capability"] === capability) return;
    throw error;
  }
  throw new Error(`a request that needs ${capability} is not refused`);
}

function countDescriptors(host: Host): number | undefined {
  try {
    return host.files.list("/proc/self/fd").length;
  } catch (error) {
    if (hasErrno(error, "ENOENT")) return undefined;
    throw error;
  }
}

function closeOnce(host: Host, fd: number): void {
  try {
    host.descriptors.close(fd);
  } catch (error) {
    if (!hasErrno(error, "EBADF")) throw error;
  }
}
