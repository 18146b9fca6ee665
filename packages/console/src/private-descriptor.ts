import { isSallyportError } from "@sallyport/core";
import type { Host } from "@sallyport/host";

export interface PrivateDescriptorOptions {
  readonly access: "read" | "write";
  readonly nonBlocking: boolean;
}

/**
 * A pipe or device opened anew: O_NONBLOCK, set by us or by a sandbox, would hold for everybody who shares the
 * descriptor itself. What cannot be opened (another user's, a pipe without a reader) serves as it is.
 */
export function openPrivately(host: Host, fd: number, options: PrivateDescriptorOptions): number {
  let opened: number;
  try {
    opened = host.files.open(`/proc/self/fd/${fd}`, {
      access: options.access,
      // Else opening a pipe waits for its other end.
      nonBlocking: true,
      noControllingTerminal: true,
    });
  } catch (error) {
    if (!isSallyportError(error)) throw error;
    return host.descriptors.duplicate(fd);
  }
  host.descriptors.setNonBlocking(opened, options.nonBlocking);
  return opened;
}
