import type { Host } from "@sallyport/host";
import type { CommandStreams } from "./command-streams.ts";
import { startPump } from "./pump.ts";
import { planStdio } from "./stdio-plan.ts";
import { within } from "./within.ts";

/** Our own standard streams for the command, as `planStdio` has them; what has to be copied is copied here. */
export function openStdio(host: Host): CommandStreams {
  const plan = planStdio(host);
  const outputs = plan.outputs.map((transfer) => start(transfer));
  const input = plan.input === undefined ? undefined : start(plan.input);
  let inputFailure: Error | undefined;
  input?.finished.catch((error: Error) => {
    inputFailure = error;
  });

  function start({ source, target, owned }: (typeof plan.outputs)[number]) {
    host.descriptors.setNonBlocking(owned, true);
    return startPump(host, source, target, owned);
  }

  return {
    fds: plan.fds,
    released: () => plan.release(),
    async drained(timeout) {
      await within(host, timeout, Promise.all(outputs.map((pump) => pump.finished)));
      if (inputFailure !== undefined) throw inputFailure;
    },
    async [Symbol.asyncDispose]() {
      plan.release();
      const pumps = [...outputs, ...(input === undefined ? [] : [input])];
      for (const pump of pumps) pump.stop();
      await Promise.allSettled(pumps.map((pump) => pump.finished));
    },
  };
}
