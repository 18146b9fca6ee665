import { isSallyportError } from "@sallyport/core";
import type { Host } from "@sallyport/host";

/**
 * A terminal opened anew, for writing without blocking: O_NONBLOCK on the descriptor itself would hold for everybody
 * who shares it. Where the device cannot be opened (another user's), the descriptor serves as it is.
 */
export function openPrivately(host: Host, fd: number): number {
  try {
    return host.files.open(`/proc/self/fd/${fd}`, {
      access: "write",
      nonBlocking: true,
      noControllingTerminal: true,
    });
  } catch (error) {
    if (!isSallyportError(error)) throw error;
    return host.descriptors.duplicate(fd);
  }
}
