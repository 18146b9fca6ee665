import { within } from "@sallyport/console";
import type { Host } from "@sallyport/host";
import type { OutputOption, StderrOption, StdinOption } from "../stdio-options.ts";
import type { CommandStreams } from "./command-streams.ts";
import { openInput } from "./open-input.ts";
import { type OpenedOutput, openOutput, type OutputName, type OutputOptions } from "./open-output.ts";

export interface StreamOptions extends OutputOptions {
  readonly stdin: StdinOption;
  readonly stdout: OutputOption;
  readonly stderr: StderrOption;
  /** The path of the waiter's program. */
  readonly waiter: () => string;
}

/** The streams of a command without a terminal. Opens all of them, or none when it throws. */
export function openStreams(host: Host, options: StreamOptions): CommandStreams {
  const given: number[] = [];
  const outputs: OpenedOutput[] = [];

  function released(): void {
    for (const fd of given.splice(0)) host.descriptors.close(fd);
  }

  function stopOutputs(): void {
    for (const { reader } of outputs) reader?.stop();
  }

  function output(name: OutputName, option: OutputOption): OpenedOutput {
    const opened = openOutput(host, name, option, options);
    given.push(opened.given);
    outputs.push(opened);
    return opened;
  }

  try {
    const stdout = output("stdout", options.stdout);
    const apart = stderrApart(options);
    const stderr = apart === undefined ? undefined : output("stderr", apart);
    const stdin = openInput(host, options.stdin, options.waiter);
    given.push(stdin.given);
    return {
      fds: [stdin.given, stdout.given, (stderr ?? stdout).given],
      stdin: stdin.stream,
      stdout: stdout.stream ?? null,
      stderr: stderr?.stream ?? null,
      released,
      sourceFailed: stdin.failed ?? new Promise(() => undefined),
      async drained(timeout) {
        const inputEnded = stdin.close();
        await Promise.all(outputs.map(async ({ reader }) => reader?.catchUp()));
        const ended = outputs.flatMap(({ reader }) => reader?.ended ?? []);
        await within(host, timeout, Promise.all(ended));
        stopOutputs();
        await inputEnded;
      },
      truncated: () => ({
        stdout: stdout.limit?.exceeded() ?? false,
        stderr: stderr?.limit?.exceeded() ?? false,
      }),
      close() {
        released();
        void stdin.close();
        stopOutputs();
      },
    };
  } catch (error) {
    released();
    stopOutputs();
    throw error;
  }
}

/** Undefined where both outputs are one: they then share a pipe, so that what is written keeps its order. */
function stderrApart({ stdout, stderr }: StreamOptions): OutputOption | undefined {
  if (stderr === "stdout") return undefined;
  if (typeof stdout === "string" || typeof stderr === "string") return stderr;
  return targetOf(stdout) === targetOf(stderr) ? undefined : stderr;
}

function targetOf(option: Exclude<OutputOption, string>): unknown {
  return typeof option === "object" && "file" in option ? option.file : option;
}
