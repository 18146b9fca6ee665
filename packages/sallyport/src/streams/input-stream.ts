import { Writable } from "node:stream";
import { hasErrno } from "@sallyport/core";
import type { Host } from "@sallyport/host";
import type { InputStream } from "../stream-types.ts";

export interface InputHooks {
  /** Is told what was written; what follows waits for it. */
  readonly written?: (bytes: Uint8Array) => Promise<void>;
  /** What says that nothing follows, beside the end of the descriptor. */
  readonly lastBytes?: () => Uint8Array;
}

const nothing = new Uint8Array(0);

/**
 * A non-blocking descriptor, which it owns, as a stream of Node. It destroys itself, without an error, when nobody
 * reads the other side any more.
 */
export function createInputStream(host: Host, fd: number, hooks: InputHooks = {}): InputStream {
  let open = true;

  function close(): void {
    if (!open) return;
    open = false;
    host.descriptors.close(fd);
  }

  async function writeAll(bytes: Uint8Array): Promise<void> {
    for (let rest = bytes; rest.length > 0;) {
      try {
        const count = host.descriptors.write(fd, rest);
        if (hooks.written !== undefined) await hooks.written(rest.subarray(0, count));
        if (!open) return;
        rest = rest.subarray(count);
      } catch (error) {
        if (!hasErrno(error, "EAGAIN")) throw error;
        await host.descriptors.wait(fd, "writable").ready;
      }
    }
  }

  /** Node's way of telling a stream that a piece of work is done. */
  function tell(work: Promise<void>, callback: (error?: Error) => void): void {
    work.then(
      () => callback(),
      (error: Error) => {
        if (hasErrno(error, "EPIPE", "ECANCELED", "EIO")) stream.destroy();
        else callback(error);
      },
    );
  }

  const stream: Writable = new Writable({
    write: (chunk: Uint8Array, _, callback) => tell(writeAll(chunk), callback),
    final(callback) {
      tell(writeAll(hooks.lastBytes?.() ?? nothing), callback);
    },
    destroy(error, callback) {
      close();
      callback(error);
    },
  });
  return Object.assign(stream, { toWeb: () => Writable.toWeb(stream) });
}
