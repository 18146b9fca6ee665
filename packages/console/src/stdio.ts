import { hasErrno, isSallyportError } from "@sallyport/core";
import type { Host } from "@sallyport/host";
import type { CommandStreams } from "./command-streams.ts";
import { type Pump, startPump } from "./pump.ts";
import { within } from "./within.ts";

const pipeSize = 1024 * 1024;

/**
 * Our own standard streams, with a pipe in place of each regular file and socket. A sandbox imports a file with an
 * offset of its own that starts at 0, so `>` would clobber and a half-read stdin would be read again (gVisor facts,
 * 3.10). It shuts a socket down once the command has closed it (gVisor 20221219 and 20240729), so that nobody who
 * shares the stream can write any more: not our caller, and not we what went wrong.
 *
 * It also makes what it gets non-blocking, for everybody who shares it; that is taken back in the end.
 *
 * @param outlived the command goes on using them after us
 */
export function openStdio(host: Host, outlived = false): CommandStreams {
  const { descriptors } = host;
  const blocking = outlived ? [] : [0, 1, 2].filter((fd) => !descriptors.isNonBlocking(fd));
  const given: number[] = [];
  const outputs: Pump[] = [];
  let input: Pump | undefined;
  let inputFailure: Error | undefined;

  function stdin(): number {
    if (!isReplaced(host, 0)) return 0;
    const pipe = growingPipe(host);
    given.push(pipe.read);
    descriptors.setNonBlocking(pipe.write, true);
    input = startPump(host, 0, pipe.write, pipe.write);
    input.finished.catch((error: Error) => {
      inputFailure = error;
    });
    return pipe.read;
  }

  function output(fd: 1 | 2): number {
    if (!isReplaced(host, fd)) return fd;
    const pipe = growingPipe(host);
    given.push(pipe.write);
    descriptors.setNonBlocking(pipe.read, true);
    outputs.push(startPump(host, pipe.read, fd, pipe.read));
    return pipe.write;
  }

  function closeGiven(): void {
    for (const fd of given.splice(0)) descriptors.close(fd);
  }

  async function stopAll(): Promise<void> {
    closeGiven();
    const pumps = [...outputs, ...(input === undefined ? [] : [input])];
    for (const pump of pumps) pump.stop();
    await Promise.allSettled(pumps.map((pump) => pump.finished));
    for (const fd of blocking) makeBlocking(host, fd);
  }

  function openAll(): CommandStreams["fds"] {
    const stdout = output(1);
    const stderr = stdout !== 1 && isSameFile(host, 1, 2) ? stdout : output(2);
    return [stdin(), stdout, stderr];
  }

  try {
    return {
      fds: openAll(),
      released: closeGiven,
      async drained(timeout) {
        await within(host, timeout, Promise.all(outputs.map((pump) => pump.finished)));
        if (inputFailure !== undefined) throw inputFailure;
      },
      [Symbol.asyncDispose]: stopAll,
    };
  } catch (error) {
    void stopAll();
    throw error;
  }
}

function makeBlocking(host: Host, fd: number): void {
  try {
    if (host.descriptors.isNonBlocking(fd)) host.descriptors.setNonBlocking(fd, false);
  } catch (error) {
    // One that is closed by now blocks nobody.
    if (!hasErrno(error, "EBADF")) throw error;
  }
}

function growingPipe(host: Host): { readonly read: number; readonly write: number } {
  const pipe = host.descriptors.pipe();
  try {
    host.descriptors.setPipeSize(pipe.write, pipeSize);
  } catch (error) {
    // A user over /proc/sys/fs/pipe-user-pages-soft gets EPERM: a small pipe does as well (pipe(7)).
    if (!isSallyportError(error) || error.code !== "SALLYPORT_SYSTEM_CALL") throw error;
  }
  return pipe;
}

function isReplaced(host: Host, fd: number): boolean {
  return ["regular", "socket"].includes(host.descriptors.status(fd).kind);
}

function isSameFile(host: Host, left: number, right: number): boolean {
  const a = host.descriptors.status(left);
  const b = host.descriptors.status(right);
  return isReplaced(host, left) && a.device === b.device && a.inode === b.inode;
}
