import { manFlags } from "@sallyport/flags";
import { writeFileAtomically } from "@sallyport/host";
import { defineCommand, success } from "../command.ts";
import { commandCatalogue } from "../command-catalogue.ts";
import { noWords } from "../only-word.ts";
import { allManPages, manPageOf } from "../output/man-pages.ts";
import { paragraphs } from "../paragraphs.ts";

const mode = 0o644;

export const manCommand = defineCommand({
  name: "man",
  uses: "nothing",
  words: "[COMMAND]",
  completion: (index) => (index === 0 ? Object.keys(commandCatalogue) : []),
  description: paragraphs(
    [
      "Prints the manual page of sallyport, or of one of its commands, as man(7) has it. --output writes all of them to a",
      "folder that is there, for whoever packs sallyport.",
    ],
    ["  sallyport man exec | man -l -"],
  ),
  flags: () => manFlags,
  async run({ host, flags, words }) {
    if (!flags.output) return { exitStatus: 0, output: await manPageOf(words[0]) };
    noWords(words, "man --output");
    for (const { file, text } of await allManPages()) {
      writeFileAtomically(host, `${flags.output}/${file}`, text, mode);
    }
    return success;
  },
});
