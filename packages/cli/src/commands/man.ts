import { SallyportError } from "@sallyport/core";
import { allFlags, globalFlags, noFlags } from "@sallyport/flags";
import { defineCommand } from "../command.ts";
import { commandCatalogue } from "../command-catalogue.ts";
import { manPage } from "../output/man-page.ts";
import { paragraphs } from "../paragraphs.ts";

export const manCommand = defineCommand({
  name: "man",
  uses: "nothing",
  words: "[COMMAND]",
  description: paragraphs(
    ["Prints the manual page of sallyport, or of one of its commands, as man(7) has it."],
    ["  sallyport man exec | man -l -"],
  ),
  flags: () => noFlags,
  async run({ words: [name] }) {
    if (name === undefined) return { exitStatus: 0, output: programPage() };
    const entry = Object.hasOwn(commandCatalogue, name) ? commandCatalogue[name] : undefined;
    if (entry === undefined) throw new SallyportError("SALLYPORT_USAGE", `unknown command "${name}"`);
    const command = await entry.load();
    const { words, description } = command;
    const table = allFlags(command.flags("newest"));
    const synopsis = [`sallyport ${name}`, ...(table.length === 0 ? [] : ["[flags]"]), words]
      .join(" ")
      .trim();
    const page = { name: `sallyport-${name}`, summary: entry.summary, synopsis, description, flags: table };
    return { exitStatus: 0, output: manPage(page) };
  },
});

function programPage(): string {
  const commands = Object.entries(commandCatalogue).map(([name, { summary }]) => `  ${name}: ${summary}`);
  return manPage({
    name: "sallyport",
    summary: "run a command inside a sandbox that is already there",
    synopsis: "sallyport [global flags] COMMAND [flags] [arguments]",
    description: ["Its commands, each with a page of its own (sallyport-COMMAND):", ...commands].join("\n\n"),
    flags: Object.values(globalFlags.flags),
  });
}
