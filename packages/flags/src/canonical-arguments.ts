import type { FlagDefinitions } from "./flag-table.ts";
import type { FlagsRead } from "./flag-reading.ts";

/**
 * The flags as `--name=value` words under their full names, booleans too (`--detach=true`), in the order given.
 * Any parser that takes an optional value behind `=` and a flag more than once can read them.
 */
export function canonicalFlags(read: FlagsRead<FlagDefinitions>): string[] {
  return read.occurrences.map(({ definition, text }) => `--${definition.name}=${text}`);
}

/** The flags, then `--`, then the words behind them. */
export function canonicalArguments(read: FlagsRead<FlagDefinitions>): string[] {
  return [...canonicalFlags(read), "--", ...read.rest];
}
