import { isSallyportError, type SallyportError } from "@sallyport/core";
import { flagError } from "./flag-error.ts";
import type { FlagOccurrence, FlagReading } from "./flag-reading.ts";
import {
  allFlags,
  type FlagDefinition,
  type FlagDefinitions,
  flagNames,
  type FlagTable,
  type FlagValues,
} from "./flag-table.ts";
import { flagsOfWord } from "./flags-of-word.ts";
import { quote } from "./quote.ts";
import { suggestName } from "./suggest-name.ts";

/**
 * Reads flags by the rules of Go's flag package: `-name`, `--name`, `-name=value`, `-name value`; a boolean flag
 * takes a value only behind `=`; the first word that is no flag, a lone `-`, or `--` ends them. Not Go's: `-dt`.
 *
 * @throws SallyportError SALLYPORT_USAGE, or SALLYPORT_GLOBAL_USAGE for a global table, for the first fault.
 */
export function readFlags<Flags extends FlagDefinitions>(
  args: readonly string[],
  table: FlagTable<Flags>,
): FlagReading<Flags> {
  const values = new Map<FlagDefinition, unknown>();
  const occurrences: FlagOccurrence[] = [];
  let next = 0;
  let terminated = false;
  while (!terminated) {
    const word = args[next];
    if (word === undefined || word.length < 2 || !word.startsWith("-")) break;
    const first = next;
    next += 1;
    if (word === "--") {
      terminated = true;
      continue;
    }
    const { written, name, attached } = splitWord(word, table.scope);
    const flags = flagsOfWord(table, written);
    if (flags === undefined) {
      if (name === "help" || name === "h") return { kind: "help" };
      throw unknownFlag(name, table);
    }
    const last = flags.length - 1;
    for (const [index, definition] of flags.entries()) {
      const given = last === 0 ? name : (definition.short ?? "");
      let text = index === last ? attached : undefined;
      if (text === undefined && definition.type.kind === "boolean") text = "true";
      if (text === undefined) {
        text = args[next];
        next += 1;
      }
      if (text === undefined) throw flagError(table.scope, given, `flag needs an argument: -${given}`);
      const value = parseValue(definition, given, text, values.get(definition), table.scope);
      values.set(definition, value);
      const words = index === last ? args.slice(first, next) : [];
      occurrences.push({ definition, name: given, text, value, words });
    }
  }
  return {
    kind: "flags",
    values: collectValues(table, values),
    occurrences,
    rest: args.slice(next),
    terminated,
  };
}

function splitWord(word: string, scope: FlagTable["scope"]) {
  const body = word.slice(word.startsWith("--") ? 2 : 1);
  if (body.startsWith("-") || body.startsWith("=")) {
    throw flagError(scope, body, `bad flag syntax: ${word}`);
  }
  const [written = ""] = word.split("=", 1);
  const name = written.replace(/^--?/, "");
  return { written, name, attached: written === word ? undefined : word.slice(written.length + 1) };
}

function unknownFlag(name: string, table: FlagTable): SallyportError {
  const suggestion = suggestName(name, allFlags(table).flatMap(flagNames));
  const options = suggestion === undefined ? {} : { hint: `did you mean --${suggestion}?` };
  return flagError(table.scope, name, `flag provided but not defined: -${name}`, options);
}

function parseValue(
  definition: FlagDefinition,
  name: string,
  text: string,
  previous: unknown,
  scope: FlagTable["scope"],
): unknown {
  try {
    return definition.type.parse(text, previous);
  } catch (error) {
    if (!isSallyportError(error) || definition.type.reasonIsMessage === true) throw error;
    const subject =
      definition.type.kind === "boolean"
        ? `invalid boolean value ${quote(text)} for -${name}`
        : `invalid value ${quote(text)} for flag -${name}`;
    throw flagError(scope, name, `${subject}: ${error.message}`, { cause: error });
  }
}

function collectValues<Flags extends FlagDefinitions>(
  table: FlagTable<Flags>,
  values: ReadonlyMap<FlagDefinition, unknown>,
): FlagValues<Flags>;
function collectValues(
  table: FlagTable,
  values: ReadonlyMap<FlagDefinition, unknown>,
): Readonly<Record<string, unknown>> {
  const collected: Record<string, unknown> = {};
  for (const [key, flag] of Object.entries(table.flags)) {
    collected[key] = values.has(flag) ? values.get(flag) : flag.type.absent;
  }
  return collected;
}
