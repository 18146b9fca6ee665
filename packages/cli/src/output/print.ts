import { hasErrno } from "@sallyport/core";
import type { Host } from "@sallyport/host";

/** Writes text to stdout (1) or stderr (2). A reader that went away is no error: there is nobody left to tell. */
export async function print(host: Host, fd: 1 | 2, text: string): Promise<void> {
  let rest = host.text.encode(text);
  while (rest.length > 0) {
    try {
      rest = rest.subarray(host.descriptors.write(fd, rest));
    } catch (error) {
      if (hasErrno(error, "EPIPE", "EIO", "EBADF")) return;
      if (!hasErrno(error, "EAGAIN")) throw error;
      await host.descriptors.wait(fd, "writable").ready;
    }
  }
}
