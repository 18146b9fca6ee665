import { printable } from "@sallyport/core";
import type { GlobalFlagValues } from "@sallyport/flags";
import type { Host } from "@sallyport/host";
import type { Command, CommandResult } from "./command.ts";
import { commandCatalogue } from "./command-catalogue.ts";
import { checkGlobals, type CommandLine, readCommandLine, unknownCommand } from "./command-line.ts";
import type { ErrorLog } from "./error-log.ts";
import { print } from "./output/print.ts";
import type { Programs } from "./programs.ts";
import { runCommand } from "./run-command.ts";
import { versionText } from "./version-text.ts";

/** The whole program: reads the command line, runs the command, prints, and gives the exit status. Never throws. */
export async function main(host: Host, programs: Programs = {}): Promise<number> {
  let log: ErrorLog | undefined;
  try {
    // Process files, environments and arguments have secrets in them.
    host.process.setDumpable(false);
    const line = readCommandLine(host.process.argv.slice(1));
    if (line === undefined) return await show(host, await programHelp());
    if (line.globals.version === true) return await show(host, versionText);
    if (line.name === "help") return await show(host, await help(line.args));
    if (line.name === undefined) {
      await print(host, 2, await programHelp());
      return noCommand;
    }
    log = await openLog(host, line.globals);
    checkGlobals(line.globals);
    const { exitStatus, output = "", warnings = [] } = await run(host, programs, line, line.name);
    await print(host, 1, output);
    await print(host, 2, warnings.map((warning) => `${printable(warning)}\n`).join(""));
    return exitStatus;
  } catch (error) {
    const { reportError } = await import("./report-error.ts");
    return reportError(host, log, error);
  }
}

/** Undefined where nobody asked for one, which is most of the time: then its code is not loaded either. */
async function openLog(host: Host, { log, logFd = -1 }: GlobalFlagValues): Promise<ErrorLog | undefined> {
  if (!log && logFd < 0) return undefined;
  const { openErrorLog } = await import("./error-log.ts");
  return openErrorLog(host, { log, logFd });
}

/** As runsc's: the usage text on stderr. */
const noCommand = 128;

async function run(host: Host, programs: Programs, line: CommandLine, name: string): Promise<CommandResult> {
  const command = await loadCommand(name);
  const result = await runCommand(host, programs, command, line);
  return result ?? { exitStatus: 0, output: await helpOf(command) };
}

function loadCommand(name: string) {
  const entry = Object.hasOwn(commandCatalogue, name) ? commandCatalogue[name] : undefined;
  if (entry === undefined) throw unknownCommand(name, Object.keys(commandCatalogue));
  return entry.load();
}

async function help([name]: readonly string[]): Promise<string> {
  if (name === undefined) return programHelp();
  return helpOf(await loadCommand(name));
}

/** commander, which formats help, is loaded for that alone. */
async function helpOf(command: Command): Promise<string> {
  return (await import("./program.ts")).commandHelp(command);
}

async function programHelp(): Promise<string> {
  return (await import("./program.ts")).createProgram().helpInformation();
}

async function show(host: Host, text: string): Promise<number> {
  await print(host, 1, text);
  return 0;
}
