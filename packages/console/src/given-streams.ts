import type { CommandStreams } from "./command-streams.ts";
import type { StdioPlan } from "./stdio-plan.ts";

/** Streams of which we copy nothing. */
export function givenStreams(plan: StdioPlan): CommandStreams {
  return {
    fds: plan.fds,
    released: () => plan.release(),
    drained: async () => undefined,
    transferred: () => ({}),
    async [Symbol.asyncDispose]() {
      plan.release();
    },
  };
}
