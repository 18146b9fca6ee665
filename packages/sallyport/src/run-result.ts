import type { Buffer } from "node:buffer";
import type { ExecOptions } from "./exec-options.ts";
import type { Exit } from "./exit.ts";
import type { Chosen, HasTerminal } from "./stream-types.ts";

type Output<Options> =
  Chosen<Options, "encoding", "utf8"> extends infer Encoding
    ? Encoding extends "buffer"
      ? Buffer
      : string
    : never;

type IfPipe<Choice, Options> = Choice extends "pipe" ? Output<Options> : undefined;

/**
 * How a command ended, and what it wrote.
 *
 * @example
 * const result: RunResult<{ encoding: "buffer" }> = await box.run(["cat", "/bin/sh"], { encoding: "buffer" });
 * console.log(result.stdout.length, result.durationMs);
 */
export type RunResult<Options extends ExecOptions = ExecOptions> = Exit & {
  readonly argv: readonly string[];
  /** In the sandbox's root pid namespace. */
  readonly pid: number;
  /** What it wrote to standard output; undefined where that is no pipe. */
  readonly stdout: IfPipe<Chosen<Options, "stdout", "pipe">, Options>;
  /** The same of standard error; undefined for a command with a terminal, too. */
  readonly stderr: HasTerminal<Options> extends infer Terminal
    ? Terminal extends true
      ? undefined
      : IfPipe<Chosen<Options, "stderr", "pipe">, Options>
    : never;
};
