import type { FlagType } from "./flag-type.ts";

export interface FlagDefinition<Value = unknown, Absent = unknown> {
  /** Without dashes. */
  readonly name: string;
  /** One letter. */
  readonly short?: string;
  readonly aliases?: readonly string[];
  readonly type: FlagType<Value, Absent>;
  /** Half a sentence, lower-case, no full stop. */
  readonly usage: string;
}

/** By the key that the value has in `FlagValues`: the name in camel case. */
export type FlagDefinitions = Readonly<Record<string, FlagDefinition>>;

export interface FlagTable<Flags extends FlagDefinitions = FlagDefinitions> {
  /** In front of the command, or behind it: decides the error code. */
  readonly scope: "global" | "command";
  readonly flags: Flags;
  /** Flags that are checked and reported as occurrences, but have no value in `FlagValues`. */
  readonly accepted?: () => readonly FlagDefinition[];
}

type ValueOf<Type> = Type extends FlagType<infer Value, infer Absent> ? Value | Absent : never;

/** What a table's flags were set to: `string | undefined` for a string, `readonly string[]` for a list. */
export type FlagValues<Flags extends FlagDefinitions> = {
  readonly [Key in keyof Flags]: ValueOf<Flags[Key]["type"]>;
};

export function allFlags(table: FlagTable): readonly FlagDefinition[] {
  return [...Object.values(table.flags), ...(table.accepted?.() ?? [])];
}

/** The flag that can be written so, without dashes. */
export function findFlag(table: FlagTable, written: string): FlagDefinition | undefined {
  const isMeant = ({ name, short, aliases = [] }: FlagDefinition) =>
    name === written || short === written || aliases.includes(written);
  return Object.values(table.flags).find(isMeant) ?? table.accepted?.().find(isMeant);
}

/** Every way to write the flag, without dashes, the full name first. */
export function flagNames(definition: FlagDefinition): readonly string[] {
  const short = definition.short === undefined ? [] : [definition.short];
  return [definition.name, ...(definition.aliases ?? []), ...short];
}
