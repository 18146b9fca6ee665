import { createJsonValueScanner } from "@sallyport/core";
import type { Host } from "@sallyport/host";
import { whenReady } from "./when-ready.ts";

/** gVisor's room for descriptors in one message. */
const maximumDescriptors = 128;

export interface ReceivedRequest {
  readonly text: string;
  /** The caller closes them. */
  readonly fds: readonly number[];
}

/**
 * One request, read as gVisor does: the first byte with room for descriptors, the rest without, and what was
 * read beyond its end is thrown away. Undefined when the client is gone.
 */
export async function receiveRequest(host: Host, connection: number): Promise<ReceivedRequest | undefined> {
  const scanner = createJsonValueScanner();
  const chunks: Uint8Array[] = [];
  const firstByte = new Uint8Array(1);
  const first = await whenReady(host, connection, "readable", () =>
    host.sockets.receive(connection, firstByte, maximumDescriptors),
  );
  let chunk: Uint8Array = firstByte.subarray(0, first.length);
  while (chunk.length > 0) {
    const end = scanner.push(chunk);
    chunks.push(end === undefined ? chunk : chunk.subarray(0, end));
    if (end !== undefined) return { text: Buffer.concat(chunks).toString("utf8"), fds: first.fds };
    chunk = await readChunk(host, connection);
  }
  for (const fd of first.fds) host.descriptors.close(fd);
  return undefined;
}

async function readChunk(host: Host, connection: number): Promise<Uint8Array> {
  const buffer = new Uint8Array(64 * 1024);
  const count = await whenReady(host, connection, "readable", () =>
    host.descriptors.read(connection, buffer),
  );
  return buffer.subarray(0, count);
}
