import { SallyportError } from "@sallyport/core";
import { globalFlags, type GlobalFlagValues, readFlags, requireKnownPlatform } from "@sallyport/flags";

/** The flags in front of the command, the command's name, and what follows it. */
export interface CommandLine {
  readonly globals: GlobalFlagValues;
  /** Absent: only flags were given. */
  readonly name: string | undefined;
  readonly args: readonly string[];
}

/** @param args without the program's own name. Throws SALLYPORT_GLOBAL_USAGE; undefined when help was asked for. */
export function readCommandLine(args: readonly string[]): CommandLine | undefined {
  const read = readFlags(args, globalFlags);
  if (read.kind === "help") return undefined;
  const [name, ...rest] = read.rest;
  return { globals: read.values, name, args: rest };
}

/** What gVisor checks once it runs a command, not while it reads flags. */
export function checkGlobals(globals: GlobalFlagValues): void {
  if (globals.platform !== undefined) requireKnownPlatform(globals.platform);
}

export function unknownCommand(name: string, known: readonly string[]): SallyportError {
  return new SallyportError("SALLYPORT_USAGE", `unknown command "${name}"`, {
    hint: `commands are ${known.join(", ")}; \`sallyport help\` explains them`,
  });
}
