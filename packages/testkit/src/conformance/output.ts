import { hasErrno, withResolvers } from "@sallyport/core";
import type { Host, ReadinessWait } from "@sallyport/host";
import type { Output } from "./conformance-case.ts";

const readSize = 64 * 1024;

/** Reads a pipe to its end and keeps what came. It owns the descriptor. */
export function collectOutput(host: Host, fd: number): Output {
  const buffer = new Uint8Array(readSize);
  const chunks: Uint8Array[] = [];
  const ended = withResolvers<void>();
  let listeners: (() => void)[] = [];
  let waiting: ReadinessWait | undefined;
  const state = { open: true };
  host.descriptors.setNonBlocking(fd, true);

  /** False at the end. Throws errno EAGAIN when there is nothing now. */
  function readOnce(): boolean {
    const length = host.descriptors.read(fd, buffer);
    if (length === 0) return false;
    chunks.push(buffer.slice(0, length));
    for (const listener of listeners) listener();
    return true;
  }

  async function readAll(): Promise<void> {
    while (state.open) {
      waiting = host.descriptors.wait(fd, "readable");
      await waiting.ready;
      try {
        if (!readOnce()) return;
      } catch (error) {
        // A terminal whose other end is closed reads as EIO.
        if (hasErrno(error, "EIO")) return;
        if (!hasErrno(error, "EAGAIN")) throw error;
      }
    }
  }

  function close(): void {
    if (!state.open) return;
    state.open = false;
    waiting?.cancel();
    host.descriptors.close(fd);
    ended.resolve();
    for (const listener of listeners) listener();
  }

  ended.promise.catch(() => undefined);
  readAll().then(close, (error: unknown) => {
    close();
    if (!hasErrno(error, "ECANCELED")) ended.reject(error);
  });

  const output: Output = {
    bytes: () => joined(chunks),
    text: () => host.text.decode(joined(chunks)),
    ended: ended.promise,
    close,
    readNow() {
      try {
        while (state.open && readOnce());
      } catch (error) {
        if (!hasErrno(error, "EAGAIN", "EIO")) throw error;
      }
      return joined(chunks);
    },
    shows(text) {
      const shown = withResolvers<void>();
      const check = (): void => {
        if (output.text().includes(text)) shown.resolve();
        else if (!state.open)
          shown.reject(new Error(`the output ended without ${JSON.stringify(text)}: ${output.text()}`));
      };
      listeners = [...listeners, check];
      check();
      return shown.promise;
    },
  };
  return output;
}

function joined(chunks: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(chunks.reduce((sum, { length }) => sum + length, 0));
  let offset = 0;
  for (const chunk of chunks) {
    whole.set(chunk, offset);
    offset += chunk.length;
  }
  return whole;
}
