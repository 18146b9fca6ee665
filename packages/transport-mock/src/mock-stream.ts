import { hasErrno } from "@sallyport/core";
import type { Host } from "@sallyport/host";

/** A descriptor of a process in the sandbox: a copy of one of the host's. */
export interface MockStream {
  /** Empty at the end. */
  read(): Promise<Uint8Array>;
  /** Some of the bytes, at least one; how many. Rejects with errno EPIPE without a reader. */
  write(bytes: Uint8Array): Promise<number>;
  duplicate(): MockStream;
  /** Ends what waits for it. */
  close(): void;
}

const readSize = 64 * 1024;
/** A pipe that is ready takes that much without blocking (PIPE_BUF, pipe(7)). */
const writeSize = 4096;

/** @param fd of the host; the stream has a copy of its own */
export function createMockStream(host: Host, fd: number): MockStream {
  const { descriptors } = host;
  const own = descriptors.duplicate(fd);

  async function whenReady<Result>(readiness: "readable" | "writable", call: () => Result): Promise<Result> {
    for (;;) {
      await descriptors.wait(own, readiness).ready;
      try {
        return call();
      } catch (error) {
        if (!hasErrno(error, "EAGAIN")) throw error;
      }
    }
  }

  return {
    read: () =>
      whenReady("readable", () => {
        const buffer = new Uint8Array(readSize);
        return buffer.subarray(0, descriptors.read(own, buffer));
      }),
    write: (bytes) => whenReady("writable", () => descriptors.write(own, bytes.subarray(0, writeSize))),
    duplicate: () => createMockStream(host, own),
    close: () => descriptors.close(own),
  };
}
