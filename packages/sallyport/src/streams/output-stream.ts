import { Buffer } from "node:buffer";
import { Readable } from "node:stream";
import { StringDecoder } from "node:string_decoder";
import type { ReadableStream } from "node:stream/web";
import type { Host } from "@sallyport/host";
import type { OutputStream } from "../stream-types.ts";
import type { LimitBytes } from "./limit-bytes.ts";
import { type OutputReader, startReader } from "./output-reader.ts";

/** Bytes that wait in the stream before the command has to. */
const highWaterMark = 1024 * 1024;

export interface ReadStream {
  readonly stream: OutputStream;
  readonly reader: OutputReader;
}

/** A descriptor as a stream of Node. Destroying the stream closes the descriptor. */
export function createOutputStream(
  host: Host,
  fd: number,
  limit: LimitBytes,
  encoding: BufferEncoding | undefined,
): ReadStream {
  const readable = new Readable({
    highWaterMark,
    read: () => reader.resume(),
    destroy(error, callback) {
      reader.stop();
      callback(error);
    },
  });
  const reader = startReader(
    host,
    fd,
    limit((bytes) => readable.push(Buffer.from(bytes))),
  );
  reader.ended.then(
    () => void (readable.destroyed || readable.push(null)),
    (error: Error) => readable.destroy(error),
  );
  const stream = Object.assign(readable, {
    // Node's types know no bytes: the stream has no encoding, else its chunks are text there, too.
    toWeb: (): ReadableStream<Uint8Array> => Readable.toWeb(readable),
    lines: () => linesOf(readable),
  });
  if (encoding !== undefined) stream.setEncoding(encoding);
  return { stream, reader };
}

async function* linesOf(chunks: AsyncIterable<Uint8Array | string>): AsyncGenerator<string, void> {
  const decoder = new StringDecoder("utf8");
  let rest = "";
  for await (const chunk of chunks) {
    const lines = (rest + (typeof chunk === "string" ? chunk : decoder.write(Buffer.from(chunk)))).split(
      "\n",
    );
    rest = lines.pop() ?? "";
    for (const line of lines) yield withoutReturn(line);
  }
  rest += decoder.end();
  if (rest !== "") yield withoutReturn(rest);
}

function withoutReturn(line: string): string {
  return line.endsWith("\r") ? line.slice(0, -1) : line;
}
