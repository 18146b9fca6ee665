import { checkPtyOptions } from "./exec/check-options.ts";
import { exec } from "./exec/exec.ts";
import { execOptionsOf, ptyOf } from "./exec/pty.ts";
import { readGuestFile } from "./exec/read-guest-file.ts";
import { run } from "./exec/run.ts";
import type { ExecHandle } from "./exec-handle.ts";
import type { ExecOptions, OnlyKnown, RunOptions } from "./exec-options.ts";
import { containerCalls } from "./inspect/container-calls.ts";
import type { OpenedSandbox } from "./opened-sandbox.ts";
import type { Pty, PtyData, PtyOptions } from "./pty.ts";
import type { RunResult } from "./run-result.ts";
import type { Sandbox } from "./sandbox.ts";

export function createSandbox(opened: OpenedSandbox): Sandbox {
  const readFile = (path: string): Promise<string> => readGuestFile(opened, path);

  // What options say of results is checked by their types, and done by the functions that are called.
  function runTyped<const Options extends RunOptions>(
    argv: readonly string[],
    options?: OnlyKnown<Options, RunOptions>,
  ): Promise<RunResult<Options>>;
  function runTyped(argv: readonly string[], options: RunOptions = {}): Promise<RunResult> {
    return run(opened, argv, options, readFile);
  }

  function execTyped<const Options extends ExecOptions>(
    argv: readonly string[],
    options?: OnlyKnown<Options, ExecOptions>,
  ): Promise<ExecHandle<Options>>;
  function execTyped(argv: readonly string[], options: ExecOptions = {}): Promise<ExecHandle> {
    return exec(opened, argv, options, readFile);
  }

  async function ptyTyped<const Options extends PtyOptions>(
    argv: readonly string[],
    options?: OnlyKnown<Options, PtyOptions>,
  ): Promise<Pty<PtyData<Options>>>;
  async function ptyTyped(
    argv: readonly string[],
    options: PtyOptions = {},
  ): Promise<Pty<string | Uint8Array>> {
    checkPtyOptions(options);
    const execOptions = execOptionsOf(options);
    return ptyOf(await execTyped(argv, execOptions), execOptions.tty);
  }

  return {
    id: opened.id,
    run: runTyped,
    exec: execTyped,
    pty: ptyTyped,
    ...containerCalls(opened),
    [Symbol.asyncDispose]: () => opened[Symbol.asyncDispose](),
  };
}
