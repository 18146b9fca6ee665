import {
  allFlags,
  type Completion,
  type FlagDefinition,
  flagsOfWord,
  type FlagTable,
  globalFlags,
} from "@sallyport/flags";
import { CONTAINER_STORE, type Services } from "@sallyport/runtime";
import { builtInIds } from "../built-in-transports.ts";
import { commandCatalogue } from "../command-catalogue.ts";

interface CompletionSources {
  readonly services: () => Promise<Services>;
  /** Names of those that are configured. */
  readonly transports: readonly string[];
}

/** Others are hard to type, and to quote. */
const plainId = /^[\w+.:-]+$/;

/**
 * What may stand in place of the last word, in front of which all are complete: words, or `:files` or `:directories`
 * alone. None where it is the user's own, such as a command in the container. Neither help nor schemas are loaded for it.
 */
export async function candidates(
  line: readonly string[],
  sources: CompletionSources,
): Promise<readonly string[]> {
  const { completion, flag = "" } = await offer(line.slice(0, -1), line.at(-1) ?? "");
  switch (completion) {
    case "files":
    case "directories":
      return [`:${completion}`];
    case "containers":
      return (await containerIds(await sources.services())).map((id) => flag + id);
    case "transports":
      return [...builtInIds, ...sources.transports].map((id) => flag + id);
    default:
      return completion.map((word) => flag + word);
  }
}

interface Offer {
  readonly completion: Completion;
  /** What is in front of a value in the same word: `--flag=`. */
  readonly flag?: string | undefined;
}

const nothing: Offer = { completion: [] };

async function offer(words: readonly string[], last: string): Promise<Offer> {
  const front = skipFlags(globalFlags, words);
  const [name, ...behind] = front.rest;
  if (name === undefined) return flagOffer(globalFlags, front, last) ?? { completion: commands() };
  if (name === "help") return behind.length === 0 ? { completion: commands() } : nothing;
  const entry = Object.hasOwn(commandCatalogue, name) ? commandCatalogue[name] : undefined;
  if (entry === undefined) return nothing;
  const command = await entry.load();
  const table = command.flags("newest");
  const read = skipFlags(table, behind);
  return flagOffer(table, read, last) ?? { completion: command.completion?.(read.rest.length) ?? [] };
}

/** Undefined where a flag can stand no longer, or none is begun. */
function flagOffer(
  table: FlagTable,
  { waiting, isOver, rest }: FlagsSkipped,
  last: string,
): Offer | undefined {
  if (waiting !== undefined) return { completion: waiting.type.completion ?? [] };
  if (isOver || rest.length > 0 || !last.startsWith("-")) return undefined;
  const [flag, written = ""] = /^([^=]*)=/.exec(last) ?? [];
  if (flag === undefined) return { completion: allFlags(table).map(({ name }) => `--${name}`) };
  return { completion: flagsOfWord(table, written)?.at(-1)?.type.completion ?? [], flag };
}

interface FlagsSkipped {
  /** The flag whose value is the next word. */
  readonly waiting?: FlagDefinition | undefined;
  /** A `--` ended the flags. */
  readonly isOver: boolean;
  /** What is behind them. */
  readonly rest: readonly string[];
}

function skipFlags(table: FlagTable, words: readonly string[]): FlagsSkipped {
  let next = 0;
  for (let word = words[next]; word?.startsWith("-") === true && word !== "-"; word = words[next]) {
    next += 1;
    if (word === "--") return { isOver: true, rest: words.slice(next) };
    const flag = word.includes("=") ? undefined : flagsOfWord(table, word)?.at(-1);
    if (flag?.type.kind !== "value") continue;
    if (next === words.length) return { waiting: flag, isOver: false, rest: [] };
    next += 1;
  }
  return { isOver: false, rest: words.slice(next) };
}

function commands(): readonly string[] {
  return [...Object.keys(commandCatalogue), "help"];
}

async function containerIds(services: Services): Promise<readonly string[]> {
  const { containers } = await services.resolve(CONTAINER_STORE).list();
  return containers.map(({ id }) => id).filter((id) => plainId.test(id));
}
