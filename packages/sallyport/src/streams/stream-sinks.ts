import { Buffer } from "node:buffer";
import type { Writable } from "node:stream";
import type { WritableStream } from "node:stream/web";
import type { Host } from "@sallyport/host";
import type { LimitBytes } from "./limit-bytes.ts";
import { type OutputReader, startReader } from "./output-reader.ts";

/** Copies a descriptor to a stream of Node, which is not ended. A stream that takes no more closes the descriptor. */
export function readIntoWritable(host: Host, fd: number, target: Writable, limit: LimitBytes): OutputReader {
  const reader = startReader(
    host,
    fd,
    limit((bytes) => target.write(Buffer.from(bytes))),
  );
  const listeners = { drain: () => reader.resume(), close: () => reader.stop(), error: () => reader.stop() };
  for (const [name, listener] of Object.entries(listeners)) target.on(name, listener);
  const forget = (): void => {
    for (const [name, listener] of Object.entries(listeners)) target.off(name, listener);
  };
  reader.ended.then(forget, forget);
  return reader;
}

/** The same for a stream of the web, whose lock is given back at the end. */
export function readIntoWebStream(
  host: Host,
  fd: number,
  target: WritableStream<Uint8Array>,
  limit: LimitBytes,
): OutputReader {
  const writer = target.getWriter();
  const reader = startReader(
    host,
    fd,
    limit((bytes) => {
      writer.write(Uint8Array.from(bytes)).catch(() => reader.stop());
      writer.ready.then(
        () => reader.resume(),
        () => undefined,
      );
      return false;
    }),
  );
  const forget = (): void => writer.releaseLock();
  reader.ended.then(forget, forget);
  return reader;
}
