import type { SandboxProcessInfo } from "@sallyport/transport";
import type { ExecHandle } from "./exec-handle.ts";
import type { ExecOptions, OnlyKnown, RunOptions, Signal } from "./exec-options.ts";
import type { Pty, PtyData, PtyOptions } from "./pty.ts";
import type { RunResult } from "./run-result.ts";
import type { KillOptions, SandboxEnd, SandboxStats } from "./sandbox-info.ts";

/** What leaving out the options means. */
type NoOptions = object;

/**
 * A container in a sandbox. Disposing of it ends the commands that run and were not detached.
 *
 * @example
 * const release = async (sandbox: Sandbox): Promise<string> => (await sandbox.run(["uname", "-r"])).stdout;
 * await using box = await openSandbox("web");
 * console.log(await release(box));
 */
export interface Sandbox extends AsyncDisposable {
  /** Whole, whatever it was opened by. */
  readonly id: string;
  /**
   * Runs a command to its end and gives what it wrote.
   *
   * @throws ExecError for a command that did not succeed, unless `reject` is false; SallyportError when it could not be
   * run
   * @example
   * const { stdout } = await box.run(["uname", "-a"]);
   */
  run<const Options extends RunOptions = NoOptions>(
    argv: readonly string[],
    options?: OnlyKnown<Options, RunOptions>,
  ): Promise<RunResult<Options>>;
  /**
   * Starts a command. Settles at launch, from when on it runs whatever its streams do.
   *
   * @throws SallyportError when it could not be started
   * @example
   * const build = await box.exec(["make"], { cwd: "/src", stderr: "stdout" });
   * for await (const line of build.stdout.lines()) console.log(line);
   * const { code } = await build.exit;
   */
  exec<const Options extends ExecOptions = NoOptions>(
    argv: readonly string[],
    options?: OnlyKnown<Options, ExecOptions>,
  ): Promise<ExecHandle<Options>>;
  /**
   * Starts a command in a terminal. Settles at launch.
   *
   * @throws SallyportError when it could not be started
   * @example
   * const pty = await box.pty(["sh"], { cols: 120, rows: 40 });
   * pty.onData((data) => process.stdout.write(data));
   * pty.write("exit\r");
   */
  pty<const Options extends PtyOptions = NoOptions>(
    argv: readonly string[],
    options?: OnlyKnown<Options, PtyOptions>,
  ): Promise<Pty<PtyData<Options>>>;
  /**
   * The container's processes.
   *
   * @throws SallyportError that of the connection, `SALLYPORT_UNSUPPORTED` where the transport cannot tell
   * @example
   * for (const { pid, cmd } of await box.processes()) console.log(pid, cmd);
   */
  processes(): Promise<readonly SandboxProcessInfo[]>;
  /**
   * What the container uses.
   *
   * @throws SallyportError that of the connection, `SALLYPORT_UNSUPPORTED` where the transport cannot tell
   * @example
   * const { memoryBytes, processes } = await box.stats();
   */
  stats(): Promise<SandboxStats>;
  /**
   * Waits until the container has ended.
   *
   * @throws SallyportError `SALLYPORT_CONNECTION_LOST` when its sandbox ends without a word, as at its end it may
   * @example
   * const { reason, code } = await box.wait();
   */
  wait(): Promise<SandboxEnd>;
  /**
   * Sends a signal to the container's first process, or to all. Default: SIGTERM.
   *
   * @throws SallyportError `SALLYPORT_USAGE` for what is no signal, that of the sandbox
   * @example
   * await box.kill("SIGHUP");
   */
  kill(signal?: Signal, options?: KillOptions): Promise<void>;
}
