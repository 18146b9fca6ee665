import type { CommandStreams } from "./command-streams.ts";

/** Our own standard streams as they are, for a command on the host's own kernel: nothing comes between. */
export function passStdio(): CommandStreams {
  return {
    fds: [0, 1, 2],
    released: () => undefined,
    drained: async () => undefined,
    transferred: () => ({}),
    [Symbol.asyncDispose]: async () => undefined,
  };
}
