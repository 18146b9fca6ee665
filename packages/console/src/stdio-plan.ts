import type { FileStatus, Host } from "@sallyport/host";
import type { CommandStreams } from "./command-streams.ts";
import { growPipe, openPipe } from "./pipe.ts";
import { openPrivately } from "./private-descriptor.ts";

/** Bytes that have to be copied between a stream of ours and the pipe that the command has in its place. */
export interface Transfer {
  readonly source: number;
  readonly target: number;
  /** Our end of the pipe; whoever copies closes it, so that the other side notices. */
  readonly owned: number;
}

/** Has another process copy, which outlives us; it has copies of both descriptors once it settles. */
export type LeaveTransfer = (transfer: Pick<Transfer, "source" | "target">) => Promise<void>;

export interface StdioPlan {
  readonly fds: CommandStreams["fds"];
  readonly input: Transfer | undefined;
  readonly outputs: readonly Transfer[];
  /** Closes what the sandbox got. */
  release(): void;
}

/**
 * Our own standard streams, with a pipe in place of each regular file and socket. A sandbox imports a file with an
 * offset of its own that starts at 0, so `>` would clobber and a half-read stdin would be read again (gVisor facts,
 * 3.10). It shuts a socket down once the command has closed it (gVisor 20221219 and 20240729), so that nobody who
 * shares the stream can write any more: not our caller, and not we what went wrong. Pipes and devices it makes
 * non-blocking, for all who share them: it gets them opened anew.
 */
export function planStdio(host: Host): StdioPlan {
  const { descriptors } = host;
  const given: number[] = [];
  const outputs: Transfer[] = [];
  let input: Transfer | undefined;

  function give(fd: number): number {
    given.push(fd);
    return fd;
  }

  function stdin(status: FileStatus): number {
    if (!isReplaced(status)) return give(openPrivately(host, 0, { access: "read", nonBlocking: false }));
    const { read, write } = openPipe(host);
    input = { source: 0, target: write, owned: write };
    return give(read);
  }

  function output(fd: 1 | 2, status: FileStatus): number {
    if (!isReplaced(status)) {
      if (status.kind === "fifo") growPipe(host, fd);
      return give(openPrivately(host, fd, { access: "write", nonBlocking: false }));
    }
    const { read, write } = openPipe(host);
    outputs.push({ source: read, target: fd, owned: read });
    return give(write);
  }

  function release(): void {
    for (const fd of given.splice(0)) descriptors.close(fd);
  }

  try {
    const [first, second] = [descriptors.status(1), descriptors.status(2)];
    const stdout = output(1, first);
    const stderr = isReplaced(first) && isSameFile(first, second) ? stdout : output(2, second);
    return { fds: [stdin(descriptors.status(0)), stdout, stderr], input, outputs, release };
  } catch (error) {
    release();
    for (const { owned } of outputs) descriptors.close(owned);
    throw error;
  }
}

function isReplaced({ kind }: FileStatus): boolean {
  return kind === "regular" || kind === "socket";
}

function isSameFile(left: FileStatus, right: FileStatus): boolean {
  return left.device === right.device && left.inode === right.inode;
}
