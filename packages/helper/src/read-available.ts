import { hasErrno } from "@sallyport/core";
import type { Host } from "@sallyport/host";

/** How many bytes came; 0 at the end of the stream, undefined when nothing has come yet. */
export function readAvailable(host: Host, fd: number, buffer: Uint8Array): number | undefined {
  try {
    return host.descriptors.tryRead(fd, buffer);
  } catch (error) {
    // The other end closed with something of ours unread.
    if (hasErrno(error, "ECONNRESET")) return 0;
    throw error;
  }
}
