import { type Guard, type GuardTask, launchGuard, launchWaiter, leaveToPump } from "@sallyport/helper";
import type { Host } from "@sallyport/host";
import type { SandboxProcess } from "@sallyport/transport";
import { DisposalStack } from "../disposal-stack.ts";
import { commandStatus } from "./command-status.ts";
import type { ExecOptions } from "./exec-options.ts";
import { handOverCommand } from "./hand-over-command.ts";
import { handOverLateStart } from "./leave-behind.ts";
import type { OpenedStreams } from "./open-streams.ts";
import type { Supervision } from "./supervision.ts";

/**
 * A process of its own waits for the command, ends as the command ends, and takes signals to it: those sent to it,
 * and those that the command's terminal makes of keys, as it leads the terminal's session.
 */
export function superviseByStandIn(
  host: Host,
  executable: string,
  options: ExecOptions,
  streams: OpenedStreams,
): Supervision {
  const { replica, former, master, detached } = streams;
  const owned = new DisposalStack();
  const standIn = launchWaiter(host, {
    executable,
    reapedElsewhere: options.detach,
    ...(replica === undefined ? {} : { terminal: replica }),
  });
  owned.defer(() => standIn.close());
  const guard = options.orphan && former === undefined ? undefined : launchBeside();
  // Its own end tells it apart: a stand-in that was given the other end goes on holding it.
  owned.defer(() => (options.detach ? guard?.close() : guard?.done()));

  /** Both get ready while the sandbox starts the command. */
  function launchBeside(): Guard {
    try {
      return launchGuard(host, { executable });
    } catch (error) {
      standIn.close();
      throw error;
    }
  }

  async function guardTask(process: SandboxProcess): Promise<GuardTask | undefined> {
    const killRequest = options.orphan ? undefined : await process.prepareSignal?.("process");
    if (killRequest === undefined && former === undefined) return undefined;
    return {
      kind: "guard",
      ...(killRequest === undefined ? {} : { killRequest }),
      ...(former === undefined ? {} : { terminal: { fd: 0, attributes: former } }),
    };
  }

  let command: SandboxProcess | undefined;
  return {
    hostPid: options.detach ? standIn.pid : host.process.pid,
    ready: standIn.ready,
    async begin(process) {
      command = process;
      const task = await guardTask(process);
      // Before the stand-in, which calls the guard off as soon as the command has ended.
      const guarded = task === undefined ? undefined : guard?.handOver(task);
      const guardOfStandIn = options.detach && task !== undefined ? guard?.control : undefined;
      const target = replica === undefined ? "process" : "foreground";
      await Promise.all([guarded, handOverCommand(host, standIn, process, target, guardOfStandIn)]);
    },
    async end() {
      const left = { kind: "detached", standIn: standIn.pid } as const;
      if (options.detach) return left;
      if (command === undefined) throw new Error("the supervision has not begun");
      const ended = commandStatus(host, standIn, command.pid).then(
        (status) => ({ kind: "ended", status }) as const,
      );
      if (detached === undefined || master === undefined) return ended;
      const leaving = detached
        .then(() => leaveToPump(host, { executable }, { source: master }))
        .then(() => left);
      return Promise.race([ended, leaving]);
    },
    giveUp: (start) => handOverLateStart(host, standIn, start),
    [Symbol.asyncDispose]: () => owned[Symbol.asyncDispose](),
  };
}
