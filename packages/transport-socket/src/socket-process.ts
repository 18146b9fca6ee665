import {
  type ContainerRecord,
  decodeWaitStatus,
  quoted,
  SallyportError,
  type WaitStatus,
} from "@sallyport/core";
import type { Host } from "@sallyport/host";
import type { SandboxProcess } from "@sallyport/transport";
import type { ConnectionPool } from "./connection-pool.ts";
import { controlMethods } from "./control-methods.ts";
import { during } from "./during.ts";
import { handOverWait, prepareSignal } from "./hand-over.ts";
import type { ReleaseFeatures } from "./release-features.ts";
import type { SandboxCaller } from "./sandbox-caller.ts";
import { signalContainer } from "./signal-container.ts";
import { integerResult } from "./urpc/integer-result.ts";

interface SocketSandbox {
  readonly host: Host;
  readonly pool: ConnectionPool;
  readonly caller: SandboxCaller;
  readonly container: ContainerRecord;
  readonly features: ReleaseFeatures;
}

/** A process in the sandbox, started or not by us. */
export function createSocketProcess(
  { host, pool, caller, container, features }: SocketSandbox,
  pid: number,
): SandboxProcess {
  let status: Promise<WaitStatus> | undefined;
  let giveUp: (() => void) | undefined;

  function waitPid(): Promise<WaitStatus> {
    const method = controlMethods.waitPid;
    return during(waitContext(container, pid), async () => {
      const call = caller.begin(method, { PID: pid, CID: container.id });
      giveUp = call.close;
      return decodeWaitStatus(integerResult(method, await call.result, 0, 0xffff_ffff));
    });
  }

  return {
    pid,
    // One question only: the sandbox forgets a process whose status it has told.
    wait: () => (status ??= waitPid()),
    leave: () => giveUp?.(),
    async signal(signal, mode) {
      const context = signalContext(container, pid);
      if (mode === "group" && !features.processGroupSignal) {
        throw new SallyportError(
          "SALLYPORT_UNSUPPORTED",
          `${context}: the sandbox is of a release that signals no process group`,
          { hint: "gVisor does since release 20260413" },
        );
      }
      const delivery = { containerId: container.id, signal, pid, mode };
      await during(context, () => signalContainer(caller, delivery));
    },
    handOver: () => during(waitContext(container, pid), () => handOverWait(host, pool, container, pid)),
    prepareSignal: (target) =>
      during(signalContext(container, pid), () => prepareSignal(pool, container, pid, target)),
  };
}

function waitContext(container: ContainerRecord, pid: number): string {
  return `waiting on PID ${pid} in sandbox ${quoted(container.sandbox?.id ?? container.id)}`;
}

function signalContext(container: ContainerRecord, pid: number): string {
  return `signaling container ${quoted(container.id)} PID ${pid}`;
}
