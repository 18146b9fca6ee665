import { hasErrno } from "@sallyport/core";

import type { Host } from "../port/host.ts";

/** Sends every byte over a socket, waiting while it is full; `fds` travel with the first byte. */
export async function sendAll(
  host: Host,
  fd: number,
  bytes: Uint8Array,
  fds: readonly number[] = [],
): Promise<void> {
  for (let offset = 0; offset < bytes.length;) {
    try {
      offset += host.sockets.send(fd, bytes.subarray(offset), offset === 0 ? fds : []);
    } catch (error) {
      if (!hasErrno(error, "EAGAIN")) {
        throw error;
      }
      await host.descriptors.wait(fd, "writable").ready;
    }
  }
}
