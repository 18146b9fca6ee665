import { allFlags, findFlag, type FlagTable, globalFlags } from "@sallyport/flags";
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
 * What may stand in place of the last word, in front of which all are complete; none where it is the user's own, such as
 * a command in the container. Neither help nor schemas are loaded for it.
 */
export async function candidates(
  line: readonly string[],
  { services, transports }: CompletionSources,
): Promise<readonly string[]> {
  const last = line.at(-1) ?? "";
  const front = skipFlags(globalFlags, line.slice(0, -1));
  const valuesOf = (flag: string) => (flag === "transport" ? [...builtInIds, ...transports] : []);
  if (front.waiting !== undefined) return valuesOf(front.waiting);
  const [name, ...behind] = front.rest;
  if (name === undefined) return last.startsWith("-") ? namesOf(globalFlags) : commands();
  if (name === "help") return behind.length === 0 ? commands() : [];
  const entry = Object.hasOwn(commandCatalogue, name) ? commandCatalogue[name] : undefined;
  if (entry === undefined) return [];
  const command = await entry.load();
  const table = command.flags("newest");
  const { waiting, rest } = skipFlags(table, behind);
  if (waiting !== undefined) return valuesOf(waiting);
  if (rest.length > 0) return [];
  if (last.startsWith("-")) return namesOf(table);
  return command.words.startsWith("CONTAINER") ? containerIds(await services()) : [];
}

/** What is behind the flags, or the flag whose value is the word that is being written. */
function skipFlags(table: FlagTable, words: readonly string[]) {
  let next = 0;
  for (let word = words[next]; word?.startsWith("-") === true && word !== "-"; word = words[next]) {
    next += 1;
    if (word === "--") break;
    const [written = ""] = word.replace(/^--?/, "").split("=");
    const takesWord = !word.includes("=") && findFlag(table, written)?.type.kind === "value";
    if (takesWord && next === words.length) return { waiting: written, rest: [] };
    if (takesWord) next += 1;
  }
  return { waiting: undefined, rest: words.slice(next) };
}

function commands(): readonly string[] {
  return [...Object.keys(commandCatalogue), "help"];
}

function namesOf(table: FlagTable): readonly string[] {
  return allFlags(table).map(({ name }) => `--${name}`);
}

async function containerIds(services: Services): Promise<readonly string[]> {
  const { containers } = await services.resolve(CONTAINER_STORE).list();
  return containers.map(({ id }) => id).filter((id) => plainId.test(id));
}
