import type { WaitStatus } from "@sallyport/core";
import type { Guard } from "@sallyport/helper";
import type { Delay, Host } from "@sallyport/host";
import type { SandboxProcess } from "@sallyport/transport";
import type { RuntimeSettings } from "../runtime-settings.ts";
import { waitForExit } from "./wait-for-exit.ts";
import type { Supervision } from "./supervision.ts";

/** Milliseconds from the command's start. A short command ends sooner, in most sandboxes, and is spared the guard. */
const guardDelay = 50;

type Programs = Pick<RuntimeSettings, "waiter">;

/**
 * We wait for the command ourselves. A guard kills it when we are killed (`kill -9`); it is started beside the wait,
 * for commands that take longer.
 *
 * @param programs those that there are, asked for when the guard starts; absent: the command is left running when we
 * are killed.
 */
export function superviseHere(host: Host, programs: Programs | undefined): Supervision {
  let delay: Delay | undefined;
  let exit: Promise<WaitStatus> | undefined;
  let guard: Promise<Guard | undefined> = Promise.resolve(undefined);
  return {
    hostPid: host.process.pid,
    async begin(process) {
      exit = waitForExit(process);
      // Whoever calls `end` learns of it; until then it is no unhandled rejection.
      exit.catch(() => undefined);
      if (programs === undefined) return;
      delay = host.clock.delay(guardDelay);
      guard = delay.elapsed.then(() => tryToGuard(host, programs, process));
    },
    async end() {
      if (exit === undefined) throw new Error("the supervision has not begun");
      return { kind: "ended", status: await exit };
    },
    async giveUp(start) {
      const executable = programs?.waiter;
      if (executable === undefined) return;
      const { leaveLateStart } = await import("./leave-behind.ts");
      await leaveLateStart(host, executable, start);
    },
    async [Symbol.asyncDispose]() {
      delay?.cancel();
      const started = await Promise.race([guard, Promise.resolve("none" as const)]);
      if (started !== "none") started?.done();
    },
  };
}

async function tryToGuard(
  host: Host,
  programs: Programs,
  process: SandboxProcess,
): Promise<Guard | undefined> {
  try {
    const executable = programs.waiter;
    if (executable === undefined) return undefined;
    const { guardCommand } = await import("./guard-command.ts");
    return await guardCommand(host, executable, process);
  } catch {
    // The command runs without a guard rather than not at all.
    return undefined;
  }
}
