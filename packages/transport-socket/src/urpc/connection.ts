import { errnoMessage, hasErrno } from "@sallyport/core";
import { type Host, readable } from "@sallyport/host";
import { connectionLost } from "./connection-lost.ts";

/** Waits for bytes; how many came, 0 at the end of the stream. Descriptors that come with them are dropped. */
export async function readSome(host: Host, fd: number, buffer: Uint8Array): Promise<number> {
  for (;;) {
    const count = host.descriptors.tryRead(fd, buffer);
    if (count !== undefined) return count;
    await readable(host, fd);
  }
}

/** Wakes whoever waits for the connection, which its owner then closes. */
export function shutDown(host: Host, fd: number): void {
  try {
    host.sockets.shutdown(fd, "both");
  } catch {
    // The other end may have gone first (ENOTCONN); there is nothing left to end.
  }
}

/** As gVisor's client leaves: shutdown, then close. */
export function closeConnection(host: Host, fd: number): void {
  shutDown(host, fd);
  host.descriptors.close(fd);
}

/** What the other end's going away looks like as an error of the call; any other error is itself. */
export function asConnectionLost(method: string, error: unknown): unknown {
  const gone = hasErrno(error, "EPIPE", "ECONNRESET", "ENOTCONN") && error.errno !== undefined;
  return gone ? connectionLost(method, errnoMessage(error.errno), error) : error;
}
