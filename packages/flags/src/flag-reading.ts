import type { FlagDefinition, FlagDefinitions, FlagValues } from "./flag-table.ts";

export interface FlagOccurrence {
  readonly definition: FlagDefinition;
  /** As given: the name, an alias or the letter, without dashes. */
  readonly name: string;
  /** As given; `true` for a boolean flag without a value. */
  readonly text: string;
  /** The flag's value up to here, earlier occurrences included. */
  readonly value: unknown;
  /** One word, or two where the value is one of its own; none for all but the last of `-dt`. */
  readonly words: readonly string[];
}

export interface FlagsRead<Flags extends FlagDefinitions> {
  readonly kind: "flags";
  readonly values: FlagValues<Flags>;
  /** In the order given. */
  readonly occurrences: readonly FlagOccurrence[];
  /** The words behind the flags. */
  readonly rest: readonly string[];
  /** A `--` ended the flags; it is not part of `rest`. */
  readonly terminated: boolean;
}

/** `-h`, `-help` or `--help` was reached before any fault. */
export interface HelpRequested {
  readonly kind: "help";
}

export type FlagReading<Flags extends FlagDefinitions> = FlagsRead<Flags> | HelpRequested;
