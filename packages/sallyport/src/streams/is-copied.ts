import { hasErrno, SallyportError } from "@sallyport/core";
import type { FileStatus, Host } from "@sallyport/host";

/**
 * Whether a command has a pipe in place of a descriptor of ours: a sandbox reads and writes a regular file at an offset
 * of its own, and shuts down a socket that its command closes (packages/console, stdio-plan.ts).
 *
 * @throws SallyportError SALLYPORT_INVALID_DESCRIPTOR when it is not open
 */
export function isCopied(host: Host, fd: number, option: string): boolean {
  return ["regular", "socket"].includes(statusOf(host, fd, option).kind);
}

export function statusOf(host: Host, fd: number, option: string): FileStatus {
  try {
    return host.descriptors.status(fd);
  } catch (error) {
    if (!hasErrno(error, "EBADF", "EINVAL")) throw error;
    throw new SallyportError("SALLYPORT_INVALID_DESCRIPTOR", `${option}: descriptor ${fd} is not open`, {
      errno: "EBADF",
      details: { option, fd },
      cause: error,
    });
  }
}
