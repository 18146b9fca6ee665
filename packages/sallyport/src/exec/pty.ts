import { isSallyportError, messageOf, SallyportError } from "@sallyport/core";
import type { ExecHandle } from "../exec-handle.ts";
import type { ExecOptions, TerminalSize } from "../exec-options.ts";
import type { Exit } from "../exit.ts";
import type { Pty, PtyExit, PtyOptions } from "../pty.ts";
import { warn } from "../warn.ts";
import { checkTerminalSize } from "./check-options.ts";
import { numberOf } from "./signal-number.ts";

/** A command that was started with a terminal and pipes. */
type TerminalHandle = ExecHandle<{ readonly tty: TerminalSize }>;

/** The options of the command behind a pty. */
export function execOptionsOf(options: PtyOptions): ExecOptions & { readonly tty: TerminalSize } {
  const { cols = 80, rows = 24, name = "xterm-256color", encoding = "utf8", ...rest } = options;
  return { ...rest, env: { TERM: name, ...rest.env }, tty: { cols, rows }, encoding: encoding ?? "buffer" };
}

/** The same command with the words of node-pty. */
export function ptyOf(handle: TerminalHandle, size: TerminalSize): Pty<string | Uint8Array> {
  const { pid, stdin, stdout, exit } = handle;
  const ended = endOf(handle);
  let { cols, rows } = size;
  return {
    pid,
    exit,
    get cols() {
      return cols;
    },
    get rows() {
      return rows;
    },
    write: (data) => void stdin.write(data),
    onData(listener) {
      stdout.on("data", listener);
      return { dispose: () => void stdout.off("data", listener) };
    },
    onExit(listener) {
      let listening = true;
      void ended.then((end) => {
        if (listening) listener(end);
      });
      return { dispose: () => void (listening = false) };
    },
    resize(newCols, newRows) {
      checkTerminalSize({ cols: newCols, rows: newRows });
      [cols, rows] = [newCols, newRows];
      handle
        .resize({ cols, rows })
        .catch((error) => warn("the command was not told its terminal's size", error));
    },
    kill(signal = "SIGHUP") {
      const number = numberOf(signal);
      handle.kill(number).catch((error) => warn("the signal did not reach the command", error));
    },
    pause: () => void stdout.pause(),
    resume: () => void stdout.resume(),
    detach: () => handle.detach(),
    [Symbol.asyncDispose]: () => handle[Symbol.asyncDispose](),
  };
}

/** Settles when those who listen have got everything; without listeners, what is there waits for one. */
async function endOf({ exit, stdout }: TerminalHandle): Promise<PtyExit> {
  const closed = new Promise<void>((resolve) => void stdout.once("close", resolve));
  const end = await exit.then(exitOf, lossOf);
  if (stdout.listenerCount("data") > 0) await closed;
  return end;
}

function exitOf({ code, signal }: Exit): PtyExit {
  return { exitCode: code, ...(signal === undefined ? {} : { signal: numberOf(signal) }) };
}

function lossOf(error: unknown): PtyExit {
  const known = isSallyportError(error)
    ? error
    : new SallyportError("SALLYPORT_INTERNAL", messageOf(error), { cause: error });
  return { exitCode: null, error: known };
}
