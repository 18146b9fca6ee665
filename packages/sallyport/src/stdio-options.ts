import type { Readable, Writable } from "node:stream";
import type { ReadableStream, WritableStream } from "node:stream/web";

/**
 * A file of the host that the sandbox reads itself: its bytes do not pass through Node.
 *
 * @example
 * const archive: FileSource = { file: "/srv/backup.tar" };
 * await box.run(["tar", "-x"], { stdin: archive });
 */
export interface FileSource {
  readonly file: string;
}

/**
 * A file of the host that the sandbox writes itself; made where it is missing, with mode 0o666 less the umask.
 *
 * @example
 * const log: FileTarget = { file: "/var/log/job.log", append: true };
 * await box.run(["job"], { stdout: log, stderr: log });
 */
export interface FileTarget {
  readonly file: string;
  /** Keeps what the file holds, and writes behind it. Default: false, the file is emptied. */
  readonly append?: boolean;
}

/**
 * What a command reads: nothing (`ignore`), what is written to `handle.stdin` (`pipe`), these bytes, a stream of Node or
 * the web, an async iterable of bytes, a file, or a descriptor of this process. Text becomes bytes by
 * `Buffer.from(text)`.
 *
 * Pipes, devices and files that are named by their path go to the sandbox as they are. What a descriptor of a regular
 * file or a socket holds is moved by a small process: from where the file's offset is, which in the end is behind what
 * the command has read. None of it passes through Node.
 *
 * @example
 * import { createReadStream } from "node:fs";
 *
 * await box.run(["wc"], { stdin: Buffer.from("some text") });
 * await box.run(["wc"], { stdin: createReadStream("/etc/hosts") });
 * await box.run(["wc"], { stdin: { file: "/etc/hosts" } });
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
 *
 * @example
 * await box.run(["make"], { stdout: process.stdout, stderr: process.stderr });
 * await box.run(["make"], { stdout: { file: "/tmp/log" }, stderr: "ignore" });
 */
export type OutputOption = "pipe" | "ignore" | FileTarget | Writable | WritableStream<Uint8Array> | number;

/**
 * As `OutputOption`; `stdout` is wherever standard output goes, in the order in which both are written.
 *
 * @example
 * const { stdout } = await box.run(["make"], { stderr: "stdout" });
 */
export type StderrOption = OutputOption | "stdout";
