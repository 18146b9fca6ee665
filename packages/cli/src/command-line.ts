import { type Dialect, SallyportError } from "@sallyport/core";
import {
  type FlagOccurrence,
  globalFlagsOf,
  type GlobalFlagValues,
  readFlags,
  requireKnownPlatform,
  suggestName,
} from "@sallyport/flags";
import { dialectOfName } from "./dialect/dialect-of.ts";

/** The flags in front of the command, the command's name, and what follows it. */
export interface CommandLine {
  /** Whose manners the caller expects; absent: sallyport's own. */
  readonly dialect: Dialect | undefined;
  readonly globals: GlobalFlagValues;
  /** Absent: only flags were given. */
  readonly name: string | undefined;
  readonly args: readonly string[];
  /** The flags in front of the command as they were written. */
  readonly occurrences: readonly FlagOccurrence[];
  /** They end with `--`. */
  readonly terminated: boolean;
}

/** @param argv begins with the program's own name. Throws SALLYPORT_GLOBAL_USAGE; undefined when help was asked for. */
export function readCommandLine([program, ...args]: readonly string[]): CommandLine | undefined {
  const called = dialectOfName(program);
  let read = readFlags(args, globalFlagsOf(called));
  if (read.kind === "help") return undefined;
  const dialect = read.values.dialect ?? called;
  if (dialect !== called) read = readFlags(args, globalFlagsOf(dialect));
  if (read.kind === "help") return undefined;
  const { values: globals, occurrences, terminated } = read;
  const [name, ...rest] = read.rest;
  return { dialect, globals, name, args: rest, occurrences, terminated };
}

/** What gVisor checks once it runs a command, not while it reads flags. */
export function checkGlobals(globals: GlobalFlagValues): void {
  if (globals.platform !== undefined) requireKnownPlatform(globals.platform);
}

export function unknownCommand(name: string, known: readonly string[]): SallyportError {
  const suggestion = suggestName(name, known);
  const meant = suggestion === undefined ? "" : `did you mean ${suggestion}? `;
  return new SallyportError("SALLYPORT_USAGE", `unknown command "${name}"`, {
    hint: `${meant}commands are ${known.join(", ")}; \`sallyport help\` explains them`,
  });
}

/** For a command that the runtime has and sallyport has not. */
export function withoutDelegate(name: string, dialect: Dialect): SallyportError {
  return new SallyportError(
    "SALLYPORT_USAGE",
    `sallyport has no command "${name}", and knows no ${dialect} that has`,
    {
      hint: `--delegate or SALLYPORT_DELEGATE names the real ${dialect}, and so does delegates.${dialect} of the configuration`,
    },
  );
}
