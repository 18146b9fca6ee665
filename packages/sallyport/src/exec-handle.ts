import type { ExecOptions, Signal, TerminalSize } from "./exec-options.ts";
import type { Exit } from "./exit.ts";
import type { StderrOf, StdinOf, StdoutOf } from "./stream-types.ts";

/**
 * A command that runs. Disposing of it ends the command (`killSignal`, then SIGKILL) and waits for its end.
 *
 * @example
 * await using command = await box.exec(["cat"], { stdin: "pipe" });
 * command.stdin.end("hello\n");
 * for await (const chunk of command.stdout) process.stdout.write(chunk);
 * const { code } = await command.exit;
 */
export interface ExecHandle<Options extends ExecOptions = ExecOptions> extends AsyncDisposable {
  /** In the sandbox's root pid namespace. */
  readonly pid: number;
  readonly stdin: StdinOf<Options>;
  readonly stdout: StdoutOf<Options>;
  readonly stderr: StderrOf<Options>;
  /**
   * Settles when the command has ended and everything that it wrote has been read; what nobody has taken from a stream
   * by then waits in it. Rejects, with a `SallyportError`, only when the sandbox was lost: how the command ended is
   * then not known.
   */
  readonly exit: Promise<Exit>;
  /**
   * Sends a signal to the command, SIGTERM by default; false when it has ended.
   *
   * @throws SallyportError `SALLYPORT_USAGE` for what is no signal, that of the sandbox.
   */
  kill(signal?: Signal): Promise<boolean>;
  /**
   * Gives the command's terminal another size, of which it learns by SIGWINCH.
   *
   * @throws SallyportError `SALLYPORT_USAGE` for a command without a terminal.
   */
  resize(size: TerminalSize): Promise<void>;
  /**
   * Leaves the command running: `exit` settles with the reason `detached`, streams are closed, and neither disposing
   * nor the end of this process ends the command. One that writes to a pipe gets SIGPIPE; give it a file.
   */
  detach(): Promise<void>;
}
