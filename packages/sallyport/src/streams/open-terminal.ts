import { within } from "@sallyport/console";
import { createKeyWatch, endOfInput, settleTyped } from "@sallyport/console/terminals";
import { SallyportError } from "@sallyport/core";
import type { Host } from "@sallyport/host";
import type { TerminalSize } from "../exec-options.ts";
import type { OutputOption, StdinOption } from "../stdio-options.ts";
import { warn } from "../warn.ts";
import type { CommandStreams } from "./command-streams.ts";
import { createInputStream } from "./input-stream.ts";
import { feedInput } from "./open-input.ts";
import { type OutputOptions, readOutput } from "./open-output.ts";

export interface TerminalOptions extends OutputOptions {
  readonly size: TerminalSize;
  /** Becomes ours. Default: a new one. */
  readonly pty?: { readonly master: number; readonly replica: number } | undefined;
  readonly stdin: StdinOption;
  readonly stdout: OutputOption;
  /** Takes a signal to the foreground processes of the terminal; settles when they have it. */
  readonly deliver: (signal: number) => Promise<void>;
}

const SIGWINCH = 28;

/**
 * The streams of a command with a terminal. It is the controlling terminal of no process of the host: the signals that
 * keys mean, and that of a new size, are taken to the sandbox by us.
 */
export function openTerminal(host: Host, options: TerminalOptions): CommandStreams {
  const { descriptors, terminals } = host;
  const { stdin, stdout } = terminalStreams(options);
  const { master, replica } = options.pty ?? terminals.openPty();
  const keyboard = descriptors.duplicate(master);
  let control: number | undefined = descriptors.duplicate(master);
  let given: number | undefined = replica;
  // One of the container's own makes its signals itself.
  let settling = options.pty === undefined ? descriptors.duplicate(replica) : undefined;
  terminals.setWindowSize(master, windowSize(options.size));

  const watchKeys = createKeyWatch();
  let last: number | undefined;
  const typed = createInputStream(host, keyboard, {
    async written(bytes) {
      last = bytes.at(-1);
      const signals = watchKeys(terminals.mode(keyboard), bytes);
      if (signals.length > 0 && settling !== undefined) settleTyped(host, settling);
      for (const signal of signals) await options.deliver(signal).catch(warnOfKey);
    },
    lastBytes: () => endOfInput(terminals.mode(keyboard), last),
  });
  const input = stdin === "ignore" ? undefined : feedInput(typed, stdin);
  const output = readOutput(host, "stdout", master, stdout, options);

  function released(): void {
    if (given !== undefined) descriptors.close(given);
    given = undefined;
  }

  /** From here on we do not hold the terminal open ourselves, so that the end of its output comes. */
  function endInput(): void {
    void input?.close();
    if (settling !== undefined) descriptors.close(settling);
    settling = undefined;
  }

  function close(): void {
    released();
    endInput();
    typed.destroy();
    output.reader.stop();
    if (control !== undefined) descriptors.close(control);
    control = undefined;
  }

  return {
    fds: [replica, replica, replica],
    stdin: input?.stream ?? null,
    stdout: output.stream,
    stderr: null,
    released,
    sourceFailed: input?.failed ?? new Promise(() => undefined),
    async drained(timeout) {
      endInput();
      await output.reader.catchUp();
      await within(host, timeout, output.reader.ended);
      close();
    },
    truncated: () => ({ stdout: output.limit.exceeded(), stderr: false }),
    close,
    async handOver(take) {
      if (control !== undefined) await take(control);
    },
    async resize(size) {
      // Closed with the command: nobody is left to see another size.
      if (control === undefined) return;
      terminals.setWindowSize(control, windowSize(size));
      await options.deliver(SIGWINCH);
    },
  };
}

function warnOfKey(error: unknown): void {
  warn("the signal of a key did not reach the command", error);
}

function windowSize({ cols, rows }: TerminalSize): { rows: number; columns: number } {
  return { rows, columns: cols };
}

/**
 * What can be on our side of a terminal: what passes through this process.
 *
 * @throws SallyportError SALLYPORT_USAGE for files and descriptors
 */
export function terminalStreams({ stdin, stdout }: Pick<TerminalOptions, "stdin" | "stdout">) {
  if (typeof stdin === "number" || (typeof stdin === "object" && "file" in stdin)) {
    throw refusal("stdin", stdin);
  }
  if (typeof stdout === "number" || stdout === "ignore" || (typeof stdout === "object" && "file" in stdout)) {
    throw refusal("stdout", stdout);
  }
  return { stdin, stdout };
}

function refusal(name: string, option: number | string | object): SallyportError {
  const what = typeof option === "object" ? "a file" : `${option}`;
  return new SallyportError("SALLYPORT_USAGE", `${name} is ${what}, and the command has a terminal`, {
    hint: `the ${name} of a command with a terminal is a pipe or a stream`,
  });
}
