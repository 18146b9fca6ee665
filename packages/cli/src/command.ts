import type { Completion, FlagDefinitions, FlagTable, FlagValues } from "@sallyport/flags";
import type { Dialect, ExecRulesName } from "@sallyport/core";
import type { Host } from "@sallyport/host";
import type { Services, TransportSources } from "@sallyport/runtime";
import type { Settings } from "./settings.ts";

/** What a command gives back; printing it is the program's work. */
export interface CommandResult {
  readonly exitStatus: number;
  /** For stdout, complete with its last newline. */
  readonly output?: string;
  /** For stderr: what went wrong on the side without being an error of the command. */
  readonly warnings?: readonly string[];
}

export interface CommandContext<Flags extends FlagDefinitions> {
  readonly host: Host;
  /** With another transport than the settings have, where the command has a flag for it. */
  readonly services: (changes?: { readonly transport: string | undefined }) => Promise<Services>;
  /** For output that comes bit by bit: on stdout, at once. */
  readonly print: (text: string) => Promise<void>;
  readonly settings: Settings;
  /** Where transports come from that are not built in. */
  readonly transportSources: TransportSources;
  readonly compat: ExecRulesName;
  readonly dialect: Dialect | undefined;
  readonly flags: FlagValues<Flags>;
  /** The words behind the flags. */
  readonly words: readonly string[];
}

/** One command of the program; a plain object, loaded when it is called. */
export interface Command<Flags extends FlagDefinitions = FlagDefinitions> {
  readonly name: string;
  /** What it works with: `nothing` reads no configuration, `configuration` uses no transport. Absent: containers. */
  readonly uses?: "nothing" | "configuration";
  /** The words it takes, as in a synopsis. */
  readonly words: string;
  /** What a shell offers for each of these words, the first being 0. Absent: nothing. */
  completion?(index: number): Completion;
  /** For `help`: contract, defaults, and one example, as `paragraphs` makes it. */
  readonly description: string;
  flags(compat: ExecRulesName): FlagTable<Flags>;
  run(context: CommandContext<Flags>): Promise<CommandResult>;
}

/** Keeps the flags' types inside the command while the program handles all commands alike. */
export function defineCommand<Flags extends FlagDefinitions>(command: Command<Flags>): Command {
  return command;
}

/** Of a command whose first word is a container that is there. */
export function firstContainer(index: number): Completion {
  return index === 0 ? "containers" : [];
}

export const success: CommandResult = { exitStatus: 0 };
