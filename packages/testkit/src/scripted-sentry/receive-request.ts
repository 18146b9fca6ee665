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
  const fds: number[] = [];
  let room = maximumDescriptors;
  let buffer = new Uint8Array(1);
  for (;;) {
    const current = buffer;
    const maximum = room;
    const message = await whenReady(host, connection, "readable", () =>
      host.sockets.receive(connection, current, maximum),
    );
    fds.push(...message.fds);
    if (message.length === 0) {
      for (const fd of fds) host.descriptors.close(fd);
      return undefined;
    }
    const chunk = buffer.slice(0, message.length);
    const end = scanner.push(chunk);
    chunks.push(end === undefined ? chunk : chunk.subarray(0, end));
    if (end !== undefined) return { text: Buffer.concat(chunks).toString("utf8"), fds };
    room = 0;
    buffer = new Uint8Array(64 * 1024);
  }
}
