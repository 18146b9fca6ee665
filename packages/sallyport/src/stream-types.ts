import type { Readable, Writable } from "node:stream";
import type { ReadableStream, WritableStream } from "node:stream/web";
import type { ExecOptions } from "./exec-options.ts";

/**
 * What a command writes, as it writes it.
 *
 * @example
 * import { pipeline } from "node:stream/promises";
 * import { createWriteStream } from "node:fs";
 *
 * await using command = await box.exec(["tar", "-cz", "/etc"]);
 * await pipeline(command.stdout, createWriteStream("/tmp/etc.tar.gz"));
 */
export interface OutputStream extends Readable {
  /** The same as a stream of the web: bytes. */
  toWeb(): ReadableStream<Uint8Array>;
  /**
   * Its lines, without their ends (`\n` or `\r\n`), as UTF-8; the last one also where it is not ended.
   *
   * @example
   * const command = await box.exec(["ls", "-1"]);
   * for await (const line of command.stdout.lines()) console.log(line);
   */
  lines(): AsyncIterableIterator<string>;
}

/**
 * What a command reads. It is destroyed, without an error, once the command reads no more.
 *
 * @example
 * await using command = await box.exec(["sort"], { stdin: "pipe" });
 * command.stdin.write("b\n");
 * command.stdin.end("a\n");
 * for await (const line of command.stdout.lines()) console.log(line);
 */
export interface InputStream extends Writable {
  /** The same as a stream of the web. */
  toWeb(): WritableStream<Uint8Array>;
}

/** What an option is, or its default where it may be left out. */
export type Chosen<Options, Name extends keyof ExecOptions, Default> = Name extends keyof Options
  ? undefined extends Options[Name]
    ? Exclude<Options[Name], undefined> | Default
    : Options[Name]
  : Default;

type IfPipe<Choice, Stream> = Choice extends "pipe" ? Stream : null;

/** True, false, or boolean where only the run time will tell. */
export type HasTerminal<Options> =
  Chosen<Options, "tty", false> extends infer Tty ? (Tty extends false ? false : true) : never;

/** `null` where standard input is no pipe. */
export type StdinOf<Options> =
  HasTerminal<Options> extends infer Terminal
    ? IfPipe<Chosen<Options, "stdin", Terminal extends true ? "pipe" : "ignore">, InputStream>
    : never;

/** `null` where standard output is no pipe. */
export type StdoutOf<Options> = IfPipe<Chosen<Options, "stdout", "pipe">, OutputStream>;

/** `null` where standard error is no pipe: a terminal has none of its own. */
export type StderrOf<Options> =
  HasTerminal<Options> extends infer Terminal
    ? Terminal extends true
      ? null
      : IfPipe<Chosen<Options, "stderr", "pipe">, OutputStream>
    : never;
