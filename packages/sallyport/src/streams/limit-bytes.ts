import type { ByteSink } from "./output-reader.ts";

/** Wraps a sink. */
export type LimitBytes = (sink: ByteSink) => ByteSink;

/** A limit for one stream, and whether it was reached. */
export interface ByteLimit {
  readonly wrap: LimitBytes;
  readonly exceeded: () => boolean;
}

/** Lets so many bytes through; those beyond are dropped, so that whoever writes them is not held up. */
export function createByteLimit(most: number): ByteLimit {
  let left = most;
  let exceeded = false;
  return {
    wrap: (sink) => (bytes) => {
      if (bytes.length > left) exceeded = true;
      const part = bytes.subarray(0, left);
      left -= part.length;
      return part.length === 0 || sink(part) || left === 0;
    },
    exceeded: () => exceeded,
  };
}
