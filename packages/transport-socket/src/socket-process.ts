import {
  type ContainerRecord,
  decodeWaitStatus,
  quoted,
  SallyportError,
  type WaitStatus,
} from "@sallyport/core";
import type { SandboxProcess } from "@sallyport/transport";
import { controlMethods } from "./control-methods.ts";
import { during } from "./during.ts";
import type { ReleaseFeatures } from "./release-features.ts";
import type { SandboxCaller } from "./sandbox-caller.ts";
import { signalContainer } from "./signal-container.ts";
import { integerResult } from "./urpc/integer-result.ts";

/** A process in the sandbox, started or not by us. */
export function createSocketProcess(
  caller: SandboxCaller,
  container: ContainerRecord,
  features: ReleaseFeatures,
  pid: number,
): SandboxProcess {
  let status: Promise<WaitStatus> | undefined;
  return {
    pid,
    // One question only: the sandbox forgets a process whose status it has told.
    wait: () => (status ??= waitPid(caller, container, pid)),
    async signal(signal, mode) {
      const context = `signaling container ${quoted(container.id)} PID ${pid}`;
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
  };
}

function waitPid(caller: SandboxCaller, container: ContainerRecord, pid: number): Promise<WaitStatus> {
  const method = controlMethods.waitPid;
  const context = `waiting on PID ${pid} in sandbox ${quoted(container.sandbox?.id ?? container.id)}`;
  return during(context, async () => {
    const result = await caller.call(method, { PID: pid, CID: container.id });
    return decodeWaitStatus(integerResult(method, result, 0, 0xffff_ffff));
  });
}
