import { type ErrnoName, hasErrno, withResolvers } from "@sallyport/core";
import type { Host, ReadinessWait } from "@sallyport/host";
import { pipeSize } from "./pipe-size.ts";

const bufferSize = 64 * 1024;
const nothing = new Uint8Array(0);

/** What becomes of bytes that were read; undefined ends the transfer. They are the filter's until it returns. */
export type PumpFilter = (bytes: Uint8Array) => Uint8Array | undefined;

/** Bytes on their way from one descriptor to another. */
export interface Pump {
  /** Settles when the source ended, the target closed, or the pump was stopped; rejects on any other failure. */
  readonly finished: Promise<void>;
  /** Bytes written so far. */
  written(): number;
  /**
   * Settles when all that is in the source by now has been written, however slow the target is; rejects as `finished`
   * does. The source must be non-blocking.
   */
  catchUp(): Promise<void>;
  /**
   * Ends the transfer once what was read has been written. The successor is called then, while both descriptors are
   * open, unless the source has ended; settles as `finished` does, which also rejects with the successor's failure.
   */
  leaveTo(successor: () => Promise<void>): Promise<void>;
  /** Ends the transfer at once; what was read but not yet written is dropped. */
  stop(): void;
}

interface PumpState {
  stopped: boolean;
  written: number;
  /** Bytes that may be left, read or not, of what somebody waits for. */
  owed: number;
  successor?: () => Promise<void>;
}

/**
 * Copies until the source ends. Regular files are read and written at their own offset.
 *
 * A terminal whose other side hung up has ended.
 *
 * @param owned the one of the two that is closed once nothing flows any more, so that the other side notices
 */
export function startPump(
  host: Host,
  source: number,
  target: number,
  owned: number,
  filter: PumpFilter = (bytes) => bytes,
): Pump {
  const { descriptors } = host;
  // A write to a socket that blocks would keep signals waiting; a flag of ours would be the caller's as well.
  const isSocket = descriptors.status(target).kind === "socket";
  const write = (bytes: Uint8Array): number =>
    isSocket ? host.sockets.send(target, bytes) : descriptors.write(target, bytes);
  const hangsUp = [source, target].some((fd) => host.terminals.isTerminal(fd));
  const endings: readonly ErrnoName[] = hangsUp ? ["EPIPE", "EIO"] : ["EPIPE"];
  const state: PumpState = { stopped: false, written: 0, owed: 0 };
  const caughtUp = withResolvers<void>();
  let blocked: ReadinessWait | undefined;
  let idle: ReadinessWait | undefined;

  async function sourceReady(): Promise<void> {
    try {
      idle = descriptors.wait(source, "readable");
      await idle.ready;
    } catch (error) {
      if (state.stopped || !hasErrno(error, "ECANCELED")) throw error;
    } finally {
      idle = undefined;
    }
  }

  function pay(count: number): void {
    if (state.owed === 0) return;
    state.owed = Math.max(0, state.owed - count);
    if (state.owed === 0) caughtUp.resolve();
  }

  async function writeAll(bytes: Uint8Array): Promise<void> {
    let rest = bytes;
    while (rest.length > 0 && !state.stopped) {
      try {
        const count = write(rest);
        state.written += count;
        rest = rest.subarray(count);
      } catch (error) {
        if (!hasErrno(error, "EAGAIN")) throw error;
        blocked = descriptors.wait(target, "writable");
        await blocked.ready;
      }
    }
  }

  async function copy(): Promise<void> {
    const buffer = new Uint8Array(bufferSize);
    while (!state.stopped && state.successor === undefined) {
      if (state.owed === 0) await sourceReady();
      const length = readAvailable(host, source, buffer);
      if (length === 0) return;
      const passed = length === undefined ? nothing : filter(buffer.subarray(0, length));
      if (passed === undefined) return;
      await writeAll(passed);
      pay(length ?? state.owed);
    }
    if (!state.stopped) await state.successor?.();
  }

  const finished = copy()
    .catch((error: unknown) => {
      if (!(state.stopped && hasErrno(error, "ECANCELED")) && !hasErrno(error, ...endings)) throw error;
    })
    .finally(() => descriptors.close(owned));
  // Its outcome is looked at when the command has ended: until then a failure is no unhandled rejection.
  finished.catch(() => undefined);

  return {
    finished,
    written: () => state.written,
    catchUp() {
      state.owed = bufferSize + pipeSize;
      idle?.cancel();
      return Promise.race([caughtUp.promise, finished]);
    },
    leaveTo(successor) {
      state.successor = successor;
      idle?.cancel();
      return finished;
    },
    stop() {
      state.stopped = true;
      idle?.cancel();
      blocked?.cancel();
    },
  };
}

function readAvailable(host: Host, fd: number, buffer: Uint8Array): number | undefined {
  try {
    return host.descriptors.read(fd, buffer);
  } catch (error) {
    if (hasErrno(error, "EAGAIN")) return undefined;
    throw error;
  }
}
