import { waiterProgram } from "@sallyport/runtime";
import type { ExecOptions } from "../exec-options.ts";
import type { OpenedSandbox } from "../opened-sandbox.ts";
import type { ReadPipe } from "../streams/open-output.ts";
import type { ReadGuestFile } from "../users/resolve-names.ts";
import { checkTerminalStreams, openCommandStreams } from "./open-command-streams.ts";
import { runCommand, type RunningCommand } from "./run-command.ts";
import type { Start } from "./start-command.ts";
import { traceCommand } from "./trace-command.ts";

/** One call of the library. */
export interface Launch {
  readonly argv: readonly string[];
  readonly options: ExecOptions;
  readonly readGuestFile: ReadGuestFile;
  readonly readPipe: ReadPipe;
}

/** Launches a command, traced. */
export async function launchCommand(
  sandbox: OpenedSandbox,
  { argv, options, readGuestFile, readPipe }: Launch,
): Promise<RunningCommand> {
  checkTerminalStreams(options);
  const trace = { containerId: sandbox.id, argv, tty: options.tty !== undefined && options.tty !== false };
  const waiter = (): string => waiterProgram(sandbox.settings);
  const openStreams: Start["openStreams"] = (request) =>
    openCommandStreams(sandbox.host, { ...request, options, readPipe, waiter });
  const launch = traceCommand(trace, () =>
    runCommand(sandbox, { argv, options, readGuestFile, openStreams }),
  );
  sandbox.own(launch);
  return launch;
}
