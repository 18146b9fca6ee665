import { type ErrnoName, hasErrno } from "@sallyport/core";
import type { Host, ReadinessWait } from "@sallyport/host";

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
  /** Ends the transfer at once; what was read but not yet written is dropped. */
  stop(): void;
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
  const state = { stopped: false, written: 0 };
  let pending: ReadinessWait | undefined;

  async function ready(fd: number, readiness: "readable" | "writable"): Promise<void> {
    pending = descriptors.wait(fd, readiness);
    await pending.ready;
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
        await ready(target, "writable");
      }
    }
  }

  async function copy(): Promise<void> {
    const buffer = new Uint8Array(bufferSize);
    while (!state.stopped) {
      await ready(source, "readable");
      const length = readAvailable(host, source, buffer);
      if (length === 0) return;
      const passed = length === undefined ? nothing : filter(buffer.subarray(0, length));
      if (passed === undefined) return;
      await writeAll(passed);
    }
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
    stop() {
      state.stopped = true;
      pending?.cancel();
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
