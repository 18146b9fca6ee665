import { type ContainerRecord, encodeWaitStatus, type ExecArgs, messageOf } from "@sallyport/core";
import type { Host } from "@sallyport/host";
import { type HandleWith, hasMethods, type OptionalMethod, optionalMethods } from "@sallyport/transport";
import type { MockSandbox } from "@sallyport/transport-mock";
import type { SentryAnswer, SentryRequest, SentryScript } from "./sentry-script.ts";

type Handle = HandleWith<OptionalMethod>;

/** What came is what our own transport has sent. */
interface Sent<Argument> {
  readonly arg: Argument;
}

/** `containerManager.ExecuteAsync`, as far as a mock sandbox minds. */
interface ExecuteArgument {
  readonly argv: readonly string[];
  readonly envv: readonly string[];
  readonly wd: string;
  readonly KUID: number;
  readonly KGID: number;
  readonly ExtraKGIDs: readonly number[];
  readonly NoNewPrivileges: boolean;
  readonly Capabilities: Readonly<
    Record<`${"Permitted" | "Inheritable" | "Effective" | "Bounding" | "Ambient"}Caps`, number>
  >;
  readonly StdioIsPty: boolean;
  readonly GuestFDs: readonly number[];
  readonly ContainerID: string;
}

interface SignalArgument {
  readonly Signo: number;
  /** 0 is the container's init. */
  readonly PID: number;
  /** To whom, as `targets` has it. */
  readonly Mode: number;
}

const targets = ["process", "all", "foreground", "group"] as const;
/** ContainerRuntimeState of runsc/boot/lifecycle.go. */
const running = 2;

/** Answers as gVisor's sentry does, with a mock sandbox behind it: its programs, its clock and its faults. */
export function sentryOfSandbox(host: Host, sandbox: MockSandbox, container: ContainerRecord): SentryScript {
  const opened = openMock(host, sandbox, container);
  const answering =
    (call: (handle: Handle, request: SentryRequest, fds: readonly number[]) => unknown): SentryAnswer =>
    async (request, fds) => {
      try {
        return { result: (await call(await opened, request, fds)) ?? {} };
      } catch (error) {
        return { err: messageOf(error) };
      }
    };
  return {
    "containerManager.ContainerRuntimeState": { result: running },
    "containerManager.ExecuteAsync": answering(async (handle, request, fds) => {
      const { arg: argument }: Sent<ExecuteArgument> = JSON.parse(request.text);
      const payload = { guestFds: argument.GuestFDs, hostFds: fds, hasExecutable: false };
      return (await handle.execute(execArgsOf(argument), payload)).pid;
    }),
    "containerManager.WaitPID": answering(async (handle, request) => {
      const { arg }: Sent<{ readonly PID: number }> = JSON.parse(request.text);
      return encodeWaitStatus(await handle.process(arg.PID).wait());
    }),
    "containerManager.Wait": answering(async (handle) => encodeWaitStatus(await handle.wait())),
    "containerManager.Signal": answering((handle, request) => {
      const { arg }: Sent<SignalArgument> = JSON.parse(request.text);
      return signal(handle, arg);
    }),
    "containerManager.Processes": answering((handle) => handle.processes()),
    "containerManager.Event": answering((handle) => handle.statistics()),
  };
}

async function openMock(host: Host, { transport }: MockSandbox, container: ContainerRecord): Promise<Handle> {
  const handle = await transport.open({ container, options: undefined }, host);
  if (hasMethods(handle, optionalMethods)) return handle;
  throw new Error("a mock sandbox behind a sentry has to have all its capabilities");
}

function signal(handle: Handle, { Signo, PID, Mode }: SignalArgument): Promise<void> {
  const target = targets[Mode];
  if (target === undefined) throw new Error(`unknown signal delivery mode ${Mode}`);
  if (PID === 0 || target === "all") return handle.signal(Signo, target === "all" ? "all" : "init");
  return handle.process(PID).signal(Signo, target);
}

function execArgsOf(argument: ExecuteArgument): ExecArgs {
  const { PermittedCaps, InheritableCaps, EffectiveCaps, BoundingCaps, AmbientCaps } = argument.Capabilities;
  return {
    containerId: argument.ContainerID,
    args: argument.argv,
    env: argument.envv,
    cwd: argument.wd,
    uid: argument.KUID,
    gid: argument.KGID,
    additionalGids: argument.ExtraKGIDs,
    capabilities: {
      permitted: PermittedCaps,
      inheritable: InheritableCaps,
      effective: EffectiveCaps,
      bounding: BoundingCaps,
      ambient: AmbientCaps,
    },
    noNewPrivileges: argument.NoNewPrivileges,
    terminal: argument.StdioIsPty,
  };
}
