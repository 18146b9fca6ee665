import { systemError } from "@sallyport/core";

import type { Host } from "../port/host.ts";

export interface ReadLimits {
  /** Bytes. Default 64 MiB. */
  readonly maximum?: number;
}

const defaultMaximum = 64 * 1024 * 1024;
/** Most files are small. Each chunk is twice as long as the one before. */
const firstChunk = 8 * 1024;
const longestChunk = 64 * 1024;

/**
 * A file's bytes, whatever size it claims to have (those of /proc claim none). Throws errno EFBIG when there are
 * more than `maximum`. Blocks on a FIFO until its writer is done.
 */
export function readWholeFile(host: Host, path: string, limits: ReadLimits = {}): Uint8Array {
  const fd = host.files.open(path, { access: "read", noControllingTerminal: true });
  try {
    return readToEnd(host, fd, path, limits.maximum ?? defaultMaximum);
  } finally {
    host.descriptors.close(fd);
  }
}

/** As readWholeFile; bytes that are not UTF-8 become U+FFFD. */
export function readText(host: Host, path: string, limits: ReadLimits = {}): string {
  return host.text.decode(readWholeFile(host, path, limits));
}

function readToEnd(host: Host, fd: number, path: string, maximum: number): Uint8Array {
  const chunks: Uint8Array[] = [];
  let total = 0;
  for (;;) {
    const size = Math.min(firstChunk * 2 ** chunks.length, longestChunk, maximum - total + 1);
    const chunk = new Uint8Array(size);
    const length = host.descriptors.read(fd, chunk);
    if (length === 0) {
      return joined(chunks, total);
    }
    total += length;
    if (total > maximum) {
      throw systemError("read", path, "EFBIG");
    }
    chunks.push(chunk.subarray(0, length));
  }
}

function joined(chunks: readonly Uint8Array[], total: number): Uint8Array {
  const whole = new Uint8Array(total);
  let offset = 0;
  for (const chunk of chunks) {
    whole.set(chunk, offset);
    offset += chunk.length;
  }
  return whole;
}
