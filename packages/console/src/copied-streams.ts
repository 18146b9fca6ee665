import type { Host } from "@sallyport/host";
import type { CommandStreams } from "./command-streams.ts";
import { startPump } from "./pump.ts";
import type { LeaveTransfer, StdioPlan, Transfer } from "./stdio-plan.ts";
import { within } from "./within.ts";

/** Streams of which we copy what the plan says. @param leave as for `openStdio` */
export function copyStreams(host: Host, plan: StdioPlan, leave?: LeaveTransfer): CommandStreams {
  const outputs = new Map(plan.outputs.map((transfer) => [transfer.target, start(transfer)]));
  const input = plan.input === undefined ? undefined : start(plan.input);
  const pumps = [...outputs.values(), ...(input === undefined ? [] : [input])];
  let inputFailure: Error | undefined;
  input?.finished.catch((error: Error) => {
    inputFailure = error;
  });

  function start({ source, target, owned }: (typeof plan.outputs)[number]) {
    host.descriptors.setNonBlocking(owned, true);
    return startPump(host, source, target, owned);
  }

  /** A socket's reader would wait for its end; nobody waits for the end of a file. */
  async function leaveRest({ source, target }: Transfer, leaveTransfer: LeaveTransfer): Promise<void> {
    if (host.descriptors.status(target).kind !== "regular") return;
    await outputs.get(target)?.leaveTo(() => {
      host.descriptors.setNonBlocking(source, false);
      return leaveTransfer({ source, target });
    });
  }

  return {
    fds: plan.fds,
    released: () => plan.release(),
    async drained(timeout) {
      const all = [...outputs.values()];
      await Promise.all(all.map((pump) => pump.catchUp()));
      await within(host, timeout, Promise.all(all.map((pump) => pump.finished)));
      if (leave !== undefined) await Promise.all(plan.outputs.map((transfer) => leaveRest(transfer, leave)));
      if (inputFailure !== undefined) throw inputFailure;
    },
    transferred: () => ({
      stdin: input?.written(),
      stdout: outputs.get(1)?.written(),
      stderr: outputs.get(2)?.written(),
    }),
    async [Symbol.asyncDispose]() {
      plan.release();
      for (const pump of pumps) pump.stop();
      await Promise.allSettled(pumps.map((pump) => pump.finished));
    },
  };
}
