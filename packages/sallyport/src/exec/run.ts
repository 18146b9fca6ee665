import { ExecError } from "../exec-error.ts";
import type { RunOptions } from "../exec-options.ts";
import { isSuccess } from "../exit.ts";
import type { OpenedSandbox } from "../opened-sandbox.ts";
import type { RunResult } from "../run-result.ts";
import { type Collector, createCollector } from "../streams/collector.ts";
import type { OutputName } from "../streams/open-output.ts";
import { startReader } from "../streams/output-reader.ts";
import type { ReadGuestFile } from "../users/resolve-names.ts";
import { checkArgv, checkRunOptions } from "./check-options.ts";
import { launchCommand } from "./launch-command.ts";

const defaultMostOutput = 64 * 1024 * 1024;

/** Runs a command to its end and gives what it wrote. */
export async function run(
  sandbox: OpenedSandbox,
  argv: readonly string[],
  runOptions: RunOptions,
  readGuestFile: ReadGuestFile,
): Promise<RunResult> {
  checkArgv(argv);
  checkRunOptions(runOptions);
  const { reject = true, encoding = "utf8", ...rest } = runOptions;
  const { stdin = "ignore", maxOutputBytes = defaultMostOutput } = rest;
  const collectors = new Map<OutputName, Collector>();
  const command = await launchCommand(sandbox, {
    argv,
    options: { ...rest, stdin, maxOutputBytes },
    readGuestFile,
    readPipe(name, fd, limit) {
      const collector = createCollector();
      collectors.set(name, collector);
      return { reader: startReader(sandbox.host, fd, limit(collector.sink)), stream: null };
    },
  });
  const exit = await command.exit;
  const output = (name: OutputName): string | Buffer | undefined => {
    const bytes = collectors.get(name)?.bytes();
    return encoding === "buffer" ? bytes : bytes?.toString(encoding);
  };
  const result = {
    ...exit,
    argv,
    pid: command.process.pid,
    stdout: output("stdout"),
    stderr: output("stderr"),
  };
  if (reject && !isSuccess(exit)) throw new ExecError(sandbox.id, result, command.cutCause());
  return result;
}
