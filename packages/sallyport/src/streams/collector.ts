import { Buffer } from "node:buffer";
import type { ByteSink } from "./output-reader.ts";

/** Keeps bytes in one buffer that grows. */
export interface Collector {
  readonly sink: ByteSink;
  bytes(): Buffer;
}

const firstSize = 4096;

export function createCollector(): Collector {
  let buffer = Buffer.alloc(0);
  let length = 0;

  function grow(least: number): void {
    const grown = Buffer.allocUnsafe(Math.max(least, buffer.length * 2, firstSize));
    grown.set(buffer.subarray(0, length));
    buffer = grown;
  }

  return {
    sink(bytes) {
      if (length + bytes.length > buffer.length) grow(length + bytes.length);
      buffer.set(bytes, length);
      length += bytes.length;
      return true;
    },
    bytes: () => buffer.subarray(0, length),
  };
}
