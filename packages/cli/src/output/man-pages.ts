import { SallyportError } from "@sallyport/core";
import { allFlags, globalFlags } from "@sallyport/flags";
import { commandCatalogue } from "../command-catalogue.ts";
import { manPage } from "./man-page.ts";

/** Of sallyport itself where no command is named. Throws SALLYPORT_USAGE for one that there is not. */
export async function manPageOf(name: string | undefined): Promise<string> {
  if (name === undefined) return programPage();
  const entry = Object.hasOwn(commandCatalogue, name) ? commandCatalogue[name] : undefined;
  if (entry === undefined) throw new SallyportError("SALLYPORT_USAGE", `unknown command "${name}"`);
  const command = await entry.load();
  const { words, description } = command;
  const table = allFlags(command.flags("newest"));
  const synopsis = [`sallyport ${name}`, ...(table.length === 0 ? [] : ["[flags]"]), words].join(" ").trim();
  return manPage({ name: `sallyport-${name}`, summary: entry.summary, synopsis, description, flags: table });
}

/** All of them, with the names of their files, in the order of these. */
export async function allManPages(): Promise<readonly { readonly file: string; readonly text: string }[]> {
  const names = Object.keys(commandCatalogue).toSorted();
  const commands = names.map(async (name) => ({
    file: `sallyport-${name}.1`,
    text: await manPageOf(name),
  }));
  return [{ file: "sallyport.1", text: programPage() }, ...(await Promise.all(commands))];
}

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
