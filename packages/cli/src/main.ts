import { type Dialect, printable } from "@sallyport/core";
import type { Host } from "@sallyport/host";
import type { Command, CommandResult } from "./command.ts";
import { commandCatalogue } from "./command-catalogue.ts";
import {
  checkGlobals,
  type CommandLine,
  readCommandLine,
  unknownCommand,
  withoutDelegate,
} from "./command-line.ts";
import { dialectOfName } from "./dialect/dialect-of.ts";
import type { ErrorLog } from "./error-log.ts";
import { print } from "./output/print.ts";
import type { Programs } from "./programs.ts";
import { runCommand } from "./run-command.ts";
import { versionText } from "./version-text.ts";

/** The whole program: reads the command line, runs the command, prints, and gives the exit status. Never throws. */
export async function main(host: Host, programs: Programs = {}): Promise<number> {
  let log: ErrorLog | undefined;
  let dialect = dialectOfName(host.process.argv[0]);
  try {
    // Process files, environments and arguments have secrets in them.
    host.process.setDumpable(false);
    const line = readCommandLine(host.process.argv);
    if (line === undefined) return await show(host, await programHelp());
    ({ dialect } = line);
    const { globals, name } = line;
    if (dialect === undefined && globals.version === true) return await show(host, versionText());
    if (name === "help") return await show(host, await help(line.args));
    if (name === undefined && globals.version !== true) {
      await print(host, 2, await programHelp());
      return noCommand;
    }
    log = await openLog(host, line);
    if (isForRuntime(line)) await (await import("./dialect/delegate-command.ts")).delegateCommand(host, line);
    if (name === undefined || globals.version === true) return await show(host, versionText(dialect));
    checkGlobals(globals);
    const { exitStatus, output = "", warnings = [] } = await run(host, programs, line, name);
    await print(host, 1, output);
    await print(host, 2, warnings.map((warning) => `${printable(warning)}\n`).join(""));
    return exitStatus;
  } catch (error) {
    const { reportError } = await import("./report-error.ts");
    return reportError(host, { log, dialect }, error);
  }
}

/** Undefined where nobody asked for one, which is most of the time: then its code is not loaded either. */
async function openLog(host: Host, { globals, dialect }: CommandLine): Promise<ErrorLog | undefined> {
  const { log, logFd = -1, logFormat } = globals;
  if (!log && logFd < 0) return undefined;
  const { openErrorLog } = await import("./error-log.ts");
  return openErrorLog(host, { log, logFd, logFormat, dialect });
}

/** Under a runtime's name only exec is ours where that runtime is there to do the rest. */
function isForRuntime({ dialect, globals, name = "" }: CommandLine): boolean {
  if (dialect !== undefined) return name !== "exec" || globals.version === true;
  return !Object.hasOwn(commandCatalogue, name);
}

/** As runsc's: the usage text on stderr. */
const noCommand = 128;

async function run(host: Host, programs: Programs, line: CommandLine, name: string): Promise<CommandResult> {
  const command = await loadCommand(name, line.dialect);
  const result = await runCommand(host, programs, command, line);
  return result ?? { exitStatus: 0, output: await helpOf(command) };
}

function loadCommand(name: string, dialect?: Dialect) {
  const entry = Object.hasOwn(commandCatalogue, name) ? commandCatalogue[name] : undefined;
  if (entry === undefined && dialect !== undefined) throw withoutDelegate(name, dialect);
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
