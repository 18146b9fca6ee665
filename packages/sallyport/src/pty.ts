import type { SallyportError } from "@sallyport/core";
import type { ExecOptions, Signal } from "./exec-options.ts";
import type { Exit } from "./exit.ts";

/**
 * Options of a command in a terminal, with the words of node-pty.
 *
 * @example
 * const options: PtyOptions = { cols: 120, rows: 40, name: "xterm-256color", user: "bob" };
 * await using pty = await box.pty(["sh", "-l"], options);
 */
export interface PtyOptions extends Omit<
  ExecOptions,
  "tty" | "stdin" | "stdout" | "stderr" | "encoding" | "maxOutputBytes"
> {
  /** Columns, in characters. Default: 80. */
  readonly cols?: number;
  /** Rows, in characters. Default: 24. */
  readonly rows?: number;
  /** What kind of terminal it is, for the variable TERM. Default: `xterm-256color`. */
  readonly name?: string;
  /** Of what the command writes; `null` for bytes. Default: `utf8`. */
  readonly encoding?: BufferEncoding | null;
}

/**
 * Takes a listener away again.
 *
 * @example
 * const pty = await box.pty(["top"]);
 * const subscription: PtySubscription = pty.onData((data) => process.stdout.write(data));
 * subscription.dispose();
 */
export interface PtySubscription {
  dispose(): void;
}

/**
 * How a command in a terminal ended.
 *
 * @example
 * const pty = await box.pty(["sh"]);
 * pty.onExit(({ exitCode, signal, error }: PtyExit) => console.log(exitCode, signal, error?.message));
 */
export interface PtyExit {
  /** Exit status; null when a signal ended the command, and when its end is not known. */
  readonly exitCode: number | null;
  /** Number of the signal that ended it. */
  readonly signal?: number;
  /** The sandbox was lost: how the command ended is not known. */
  readonly error?: SallyportError;
}

/**
 * What a terminal gives for an encoding.
 *
 * @example
 * type Bytes = PtyData<{ encoding: null }>;
 * const pty = await box.pty(["sh"], { encoding: null });
 * pty.onData((data: Bytes) => process.stdout.write(data));
 */
export type PtyData<Options extends PtyOptions> = Options extends { readonly encoding: infer Encoding }
  ? Encoding extends null
    ? Uint8Array
    : string
  : string;

/**
 * A command in a terminal, with the words of node-pty, so that what was written for xterm.js and node-pty works on.
 * Disposing of it ends the command and waits for its end.
 *
 * @example
 * const pty = await box.pty(["bash"], { cols: 100, rows: 30 });
 * pty.onData((data) => process.stdout.write(data));
 * pty.onExit(({ exitCode }) => console.log("ended", exitCode));
 * pty.write("ls\r");
 */
export interface Pty<Data extends string | Uint8Array = string> extends AsyncDisposable {
  /** In the sandbox's root pid namespace. */
  readonly pid: number;
  /** Columns of the terminal. */
  readonly cols: number;
  /** Rows of the terminal. */
  readonly rows: number;
  /** Settles, or rejects, as that of an `ExecHandle`. */
  readonly exit: Promise<Exit>;
  /** Types. */
  write(data: string | Uint8Array): void;
  /** Calls back with what the command writes. What it wrote before anybody listened comes first. */
  onData(listener: (data: Data) => void): PtySubscription;
  /** Calls back once, when the command has ended and all that it wrote has gone to the listeners. */
  onExit(listener: (exit: PtyExit) => void): PtySubscription;
  /** Gives the terminal another size, of which the command learns by SIGWINCH. */
  resize(cols: number, rows: number): void;
  /** Sends a signal to the command. Default: SIGHUP, as a terminal does that is closed. */
  kill(signal?: Signal): void;
  /** Takes nothing more from the command, which is held up when the terminal is full. */
  pause(): void;
  /** Goes on after `pause`. */
  resume(): void;
  /** Leaves the command running in its terminal, to which nobody types any more. */
  detach(): Promise<void>;
}
