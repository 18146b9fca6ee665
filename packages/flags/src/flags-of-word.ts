import { findFlag, type FlagDefinition, type FlagTable } from "./flag-table.ts";

/** Flags that one word names, in its order; only the last may take the next word. */
export type NamedFlags = readonly [...FlagDefinition[], FlagDefinition];

/**
 * What a word without its value names: `--tty`, `-tty`, `-t`, or `-dt` for `-d -t`, as getopt(3) has it, where it is
 * not the name of a flag and each letter is one. Undefined where it names none.
 */
export function flagsOfWord(table: FlagTable, word: string): NamedFlags | undefined {
  const name = word.replace(/^--?/, "");
  const whole = findFlag(table, name);
  if (whole !== undefined) return [whole];
  if (word.startsWith("--")) return undefined;
  const flags: FlagDefinition[] = [];
  for (const letter of name) {
    const flag = Object.values(table.flags).find(({ short }) => short === letter);
    if (flag === undefined || flags.at(-1)?.type.kind === "value") return undefined;
    flags.push(flag);
  }
  const last = flags.pop();
  return last === undefined ? undefined : [...flags, last];
}
