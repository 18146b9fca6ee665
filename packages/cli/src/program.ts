import { allFlags, type FlagDefinition, globalFlags } from "@sallyport/flags";
import { Command as Program, Option } from "commander";
import type { Command } from "./command.ts";
import { commandCatalogue } from "./command-catalogue.ts";

/** The program as `help` shows it: the global flags that have an effect, and every command with its summary. */
export function createProgram(): Program {
  const program = new Program("sallyport")
    .description("Runs a command inside a sandbox that is already there.")
    .usage("[global flags] COMMAND [flags] [arguments]")
    .helpOption(false)
    .helpCommand(false);
  for (const flag of Object.values(globalFlags.flags)) program.addOption(optionOf(flag));
  for (const [name, { summary }] of Object.entries(commandCatalogue)) program.command(name).summary(summary);
  return program;
}

/** One command as its own help shows it. */
function createCommandProgram(command: Command, flags: readonly FlagDefinition[]): Program {
  const program = new Program(`sallyport ${command.name}`)
    .usage([...(flags.length === 0 ? [] : ["[flags]"]), command.words].join(" ").trim())
    .description(command.description)
    // Without words of its own it would show a usage of commander's making where ours is empty.
    .argument("[words...]")
    .helpOption(false);
  for (const flag of flags) program.addOption(optionOf(flag));
  return program;
}

export function commandHelp(command: Command): string {
  return createCommandProgram(command, allFlags(command.flags("newest"))).helpInformation();
}

function optionOf(flag: FlagDefinition): Option {
  const short = flag.short === undefined ? "" : `-${flag.short}, `;
  const value = flag.type.kind === "boolean" ? "[=true|false]" : `<${flag.type.valueName}>`;
  const option = new Option(`${short}--${flag.name} ${value}`, flag.usage);
  // commander takes `--no-x` for the negation of `--x`; here it is a name like any other.
  option.negate = false;
  return option;
}
