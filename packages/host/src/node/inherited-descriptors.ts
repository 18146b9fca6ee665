import type { Files } from "../port/files.ts";
import type { SystemCalls } from "../system-calls.ts";

interface PipeEnd {
  readonly fd: number;
  readonly link: string;
  readonly access: number;
  readonly nonBlocking: boolean;
}

/**
 * The open descriptors that are not Node's own. Close-on-exec does not tell, because Node marks inherited ones at
 * start (uv_disable_stdio_inheritance). Node's own are anonymous inodes (epoll, eventfd, io_uring), and pipes to
 * itself: both ends here, non-blocking or one number after the other.
 */
export function inheritedDescriptors(
  calls: Pick<SystemCalls, "descriptorFlags">,
  files: Pick<Files, "list" | "readLink">,
): number[] {
  const open: { fd: number; link: string; flags: number }[] = [];
  for (const fd of files.list("/proc/self/fd").map(Number)) {
    const flags = calls.descriptorFlags(fd);
    // The descriptor of the listing itself is closed by now.
    if (flags >= 0) {
      open.push({ fd, flags, link: files.readLink(`/proc/self/fd/${fd}`) });
    }
  }
  const pipes = open
    .filter(({ fd, link }) => fd > 2 && link.startsWith("pipe:"))
    .map(({ fd, link, flags }) => ({ fd, link, access: flags & 3, nonBlocking: (flags & 4) !== 0 }));
  return open
    .filter(({ fd, link }) => fd <= 2 || !link.startsWith("anon_inode:"))
    .map(({ fd }) => fd)
    .filter((fd) => !pipes.some((end) => end.fd === fd && isPipeToSelf(end, pipes)));
}

function isPipeToSelf(end: PipeEnd, pipes: readonly PipeEnd[]): boolean {
  return pipes.some(
    (other) =>
      other.link === end.link &&
      other.access !== end.access &&
      ((other.nonBlocking && end.nonBlocking) || Math.abs(other.fd - end.fd) === 1),
  );
}
