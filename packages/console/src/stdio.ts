import { isSallyportError, type SallyportError } from "@sallyport/core";
import type { Host } from "@sallyport/host";
import { type Pump, startPump } from "./pump.ts";

const pipeSize = 1024 * 1024;

/** The descriptors that become 0, 1 and 2 of the command. */
export interface Stdio extends AsyncDisposable {
  readonly fds: readonly [number, number, number];
  /** Closes our copies of what was given away; called once the sandbox has its own. */
  released(): void;
  /**
   * Settles when all that the command wrote has reached its file, or after `timeout` milliseconds: a process it
   * left behind may hold the stream open for ever.
   */
  drained(timeout: number): Promise<void>;
}

/**
 * Our own standard streams, with a pipe in place of each regular file: a sandbox imports a file with an offset of
 * its own that starts at 0, so `>` would clobber and a half-read stdin would be read again (gVisor facts, 3.10).
 */
export function openStdio(host: Host): Stdio {
  const { descriptors } = host;
  const given: number[] = [];
  const ours: number[] = [];
  const inputs: Pump[] = [];
  const outputs: Pump[] = [];

  function stdin(): number {
    if (descriptors.status(0).kind !== "regular") return 0;
    const pipe = growingPipe(host);
    given.push(pipe.read);
    descriptors.setNonBlocking(pipe.write, true);
    const pump = startPump(host, 0, pipe.write);
    inputs.push({ ...pump, finished: pump.finished.finally(() => descriptors.close(pipe.write)) });
    return pipe.read;
  }

  function output(fd: 1 | 2): number {
    if (descriptors.status(fd).kind !== "regular") return fd;
    const pipe = growingPipe(host);
    given.push(pipe.write);
    ours.push(pipe.read);
    descriptors.setNonBlocking(pipe.read, true);
    outputs.push(startPump(host, pipe.read, fd));
    return pipe.write;
  }

  const stdout = output(1);
  const stderr = stdout !== 1 && isSameFile(host, 1, 2) ? stdout : output(2);
  const fds = [stdin(), stdout, stderr] as const;

  function closeGiven(): void {
    for (const fd of given.splice(0)) descriptors.close(fd);
  }

  return {
    fds,
    released: closeGiven,
    async drained(timeout) {
      const delay = host.clock.delay(timeout);
      await Promise.race([Promise.all(outputs.map((pump) => pump.finished)), delay.elapsed]);
      delay.cancel();
    },
    async [Symbol.asyncDispose]() {
      closeGiven();
      for (const pump of [...inputs, ...outputs]) pump.stop();
      const ends = await Promise.allSettled([...inputs, ...outputs].map((pump) => pump.finished));
      for (const fd of ours) descriptors.close(fd);
      const failure = ends.find((end) => end.status === "rejected");
      if (failure !== undefined) throw failure.reason;
    },
  };
}

function growingPipe(host: Host): { readonly read: number; readonly write: number } {
  const pipe = host.descriptors.pipe();
  try {
    host.descriptors.setPipeSize(pipe.write, pipeSize);
  } catch (error) {
    // A user over /proc/sys/fs/pipe-user-pages-soft gets EPERM: a small pipe does as well (pipe(7)).
    if (!isSystemCall(error)) throw error;
  }
  return pipe;
}

function isSystemCall(error: unknown): error is SallyportError {
  return isSallyportError(error) && error.code === "SALLYPORT_SYSTEM_CALL";
}

function isSameFile(host: Host, left: number, right: number): boolean {
  const a = host.descriptors.status(left);
  const b = host.descriptors.status(right);
  return a.kind === "regular" && a.device === b.device && a.inode === b.inode;
}
