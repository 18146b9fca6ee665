import { systemError } from "@sallyport/core";

import type { Host } from "../port/host.ts";

export interface ReadLimits {
  /** Bytes. Default 64 MiB. */
  readonly maximum?: number;
}

const defaultMaximum = 64 * 1024 * 1024;
/** Most files are small. */
const firstSize = 4 * 1024;

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

/** As readWholeFile, of a file that is open. @param path for messages */
export function readToEnd(host: Host, fd: number, path: string, maximum: number): Uint8Array {
  let bytes = new Uint8Array(firstSize);
  let length = 0;
  for (;;) {
    const count = host.descriptors.read(fd, bytes.subarray(length));
    if (count === 0) {
      return bytes.subarray(0, length);
    }
    length += count;
    if (length > maximum) {
      throw systemError("read", path, "EFBIG");
    }
    if (length === bytes.length) {
      bytes = doubled(bytes);
    }
  }
}

function doubled(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(2 * bytes.length);
  larger.set(bytes);
  return larger;
}
