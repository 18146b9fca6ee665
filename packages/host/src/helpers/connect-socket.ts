import { hasErrno, SallyportError } from "@sallyport/core";

import type { Host } from "../port/host.ts";
import type { SocketAddress } from "../port/sockets.ts";
import { socketSubject } from "../system/socket-subject.ts";
import { growingDelays } from "./growing-delays.ts";

export interface ConnectOptions {
  /** Milliseconds to go on trying while the listener's backlog is full. Default 10 000. */
  readonly patience?: number;
}

const longestDelay = 100;

/**
 * Connects to a Unix socket. A full backlog is waited for; everything else fails at once with its errno. Throws
 * SALLYPORT_CONNECT_FAILED with errno EAGAIN when patience ends.
 */
export async function connectSocket(
  host: Host,
  address: SocketAddress,
  { patience = 10_000 }: ConnectOptions = {},
): Promise<number> {
  const deadline = host.clock.sinceBoot() + patience;
  for (const delay of growingDelays(longestDelay)) {
    try {
      return host.sockets.connect(address);
    } catch (error) {
      if (!hasErrno(error, "EAGAIN")) {
        throw error;
      }
      if (host.clock.sinceBoot() >= deadline) {
        throw new SallyportError(
          "SALLYPORT_CONNECT_FAILED",
          `connect to ${socketSubject(address)}: nobody accepted connections for ${patience} ms`,
          { errno: "EAGAIN", cause: error },
        );
      }
    }
    await host.clock.delay(delay).elapsed;
  }
  throw new Error("unreachable: delays never end");
}
