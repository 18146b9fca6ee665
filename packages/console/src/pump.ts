import { hasErrno } from "@sallyport/core";
import type { Host, ReadinessWait } from "@sallyport/host";

const bufferSize = 64 * 1024;

/** Bytes on their way from one descriptor to another. */
export interface Pump {
  /** Settles when the source ended, the target closed, or the pump was stopped; rejects on any other failure. */
  readonly finished: Promise<void>;
  /** Ends the transfer at once; what was read but not yet written is dropped. */
  stop(): void;
}

/** Copies until the source ends. Regular files are read and written at their own offset. */
export function startPump(host: Host, source: number, target: number): Pump {
  const { descriptors } = host;
  const state = { stopped: false };
  let pending: ReadinessWait | undefined;

  async function ready(fd: number, readiness: "readable" | "writable"): Promise<void> {
    pending = descriptors.wait(fd, readiness);
    await pending.ready;
  }

  async function writeAll(bytes: Uint8Array): Promise<void> {
    let rest = bytes;
    while (rest.length > 0 && !state.stopped) {
      try {
        rest = rest.subarray(descriptors.write(target, rest));
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
      if (length !== undefined) await writeAll(buffer.subarray(0, length));
    }
  }

  return {
    finished: copy().catch((error: unknown) => {
      if (!(state.stopped && hasErrno(error, "ECANCELED")) && !hasErrno(error, "EPIPE")) throw error;
    }),
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
