import type { Readable, Writable } from "node:stream";
import type { ReadableStream, WritableStream } from "node:stream/web";

/** A file of the host that the sandbox reads itself: its bytes do not pass through Node. */
export interface FileSource {
  readonly file: string;
}

/** A file of the host that the sandbox writes itself; made where it is missing, with mode 0o666 less the umask. */
export interface FileTarget {
  readonly file: string;
  /** Keeps what the file holds, and writes behind it. Default: false, the file is emptied. */
  readonly append?: boolean;
}

/**
 * What a command reads: nothing (`ignore`), what is written to `handle.stdin` (`pipe`), these bytes, a stream of Node or
 * the web, anything that can be iterated for bytes, a file, or a descriptor of this process. Text becomes bytes by
 * `Buffer.from(text)`.
 *
 * Pipes, devices and files that are named by their path go to the sandbox as they are; descriptors of regular files and
 * sockets are copied by this process.
 */
export type StdinOption =
  | "ignore"
  | "pipe"
  | Uint8Array
  | Readable
  | ReadableStream<Uint8Array>
  | AsyncIterable<Uint8Array | string>
  | FileSource
  | number;

/**
 * Where a command writes: to this process (`pipe`), nowhere (`ignore`), to a file, a descriptor of this process, or a
 * stream of Node or the web, which is not ended.
 */
export type OutputOption = "pipe" | "ignore" | FileTarget | Writable | WritableStream<Uint8Array> | number;

/** As `OutputOption`; `stdout` is wherever standard output goes, in the order in which both are written. */
export type StderrOption = OutputOption | "stdout";
