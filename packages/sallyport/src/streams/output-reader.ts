import { pipeSize } from "@sallyport/console";
import { hasErrno, withResolvers } from "@sallyport/core";
import { type Host, readable } from "@sallyport/host";

/** A read never waits, and what it gave is taken before the next one: all readers share it. */
let sharedBuffer: Uint8Array | undefined;

/** Takes bytes, which are valid during the call only; false for no more until `resume`. */
export type ByteSink = (bytes: Uint8Array) => boolean;

/** Bytes on their way from a descriptor to a sink. */
export interface OutputReader {
  /** Settles when the source has ended, or the reader was stopped; the descriptor is closed then. Rejects when it cannot be read. */
  readonly ended: Promise<void>;
  /** The sink takes more. */
  resume(): void;
  /** Reads on whatever the sink says, as much as a pipe holds: all that is in it by now. */
  catchUp(): void;
  /** Closes the descriptor: whoever writes to it learns that nobody reads. */
  stop(): void;
}

/**
 * Reads a non-blocking descriptor, which it owns, from now on. A terminal whose other side hung up has ended.
 */
export function startReader(host: Host, fd: number, sink: ByteSink): OutputReader {
  const { descriptors } = host;
  const ended = withResolvers<void>();
  let wanted = true;
  let owed = 0;
  let reading = false;
  let closed = false;

  function stop(): void {
    if (closed) return;
    closed = true;
    descriptors.close(fd);
    ended.resolve();
  }

  async function read(): Promise<void> {
    if (reading) return;
    reading = true;
    try {
      while (!closed && (wanted || owed > 0)) {
        await readable(host, fd);
        const bytes = closed ? undefined : readSome(host, fd);
        if (bytes === undefined) continue;
        if (bytes.length === 0) return stop();
        owed = Math.max(0, owed - bytes.length);
        wanted = sink(bytes);
      }
    } catch (error) {
      if (!hasErrno(error, "ECANCELED", "EIO")) ended.reject(error);
      stop();
    } finally {
      reading = false;
    }
  }

  // Who waits for the end learns of it; until then it is no unhandled rejection.
  ended.promise.catch(() => undefined);
  void read();
  return {
    ended: ended.promise,
    resume() {
      wanted = true;
      void read();
    },
    catchUp() {
      owed = pipeSize;
      void read();
    },
    stop,
  };
}

/** Undefined when there is nothing yet. */
function readSome(host: Host, fd: number): Uint8Array | undefined {
  sharedBuffer ??= new Uint8Array(pipeSize);
  const count = host.descriptors.tryRead(fd, sharedBuffer);
  return count === undefined ? undefined : sharedBuffer.subarray(0, count);
}
