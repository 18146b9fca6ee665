import { hasErrno } from "@sallyport/core";
import type { Host } from "@sallyport/host";

/** How many bytes came; 0 at the end of the stream, undefined when nothing has come yet. */
export function readAvailable(host: Host, fd: number, buffer: Uint8Array): number | undefined {
  try {
    return host.descriptors.read(fd, buffer);
  } catch (error) {
    if (hasErrno(error, "EAGAIN")) return undefined;
    // The other end closed with something of ours unread.
    if (hasErrno(error, "ECONNRESET")) return 0;
    throw error;
  }
}
