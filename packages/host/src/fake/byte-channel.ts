import { type OpenFile, release } from "./open-file.ts";

interface Segment {
  bytes: Uint8Array;
  files: readonly OpenFile[];
}

/** Bytes on their way in one direction, and the open files that travel with them. */
export interface ByteChannel {
  capacity: number;
  readers: number;
  writers: number;
  readonly segments: Segment[];
}

export function createByteChannel(capacity: number): ByteChannel {
  return { capacity, readers: 0, writers: 0, segments: [] };
}

export function queuedBytes(channel: ByteChannel): number {
  return channel.segments.reduce((total, { bytes }) => total + bytes.length, 0);
}

export function freeBytes(channel: ByteChannel): number {
  return Math.max(channel.capacity - queuedBytes(channel), 0);
}

export function put(channel: ByteChannel, bytes: Uint8Array, files: readonly OpenFile[] = []): void {
  if (bytes.length > 0) {
    channel.segments.push({ bytes: bytes.slice(), files });
  }
}

/** Like unix(7): a message with open files is not joined to what comes before it or after it. */
export function take(channel: ByteChannel, out: Uint8Array): { length: number; files: readonly OpenFile[] } {
  let length = 0;
  while (length < out.length) {
    const segment = channel.segments[0];
    if (segment === undefined || (segment.files.length > 0 && length > 0)) {
      break;
    }
    const part = segment.bytes.subarray(0, out.length - length);
    out.set(part, length);
    length += part.length;
    const { files } = segment;
    segment.bytes = segment.bytes.subarray(part.length);
    segment.files = [];
    if (segment.bytes.length === 0) {
      channel.segments.shift();
    }
    if (files.length > 0) {
      return { length, files };
    }
  }
  return { length, files: [] };
}

/** Nobody will read what is left. */
export function discard(channel: ByteChannel): void {
  for (const { files } of channel.segments.splice(0)) {
    for (const file of files) {
      release(file);
    }
  }
}
