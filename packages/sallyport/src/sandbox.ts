import type { ExecHandle } from "./exec-handle.ts";
import type { ExecOptions, RunOptions } from "./exec-options.ts";
import type { RunResult } from "./run-result.ts";

/** What leaving out the options means. */
type NoOptions = object;

/** A container in a sandbox. Disposing of it ends the commands that run and were not detached. */
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
    options?: Options,
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
    options?: Options,
  ): Promise<ExecHandle<Options>>;
}
