import { SallyportError } from "@sallyport/core";
import { noFlags } from "@sallyport/flags";
import { defineCommand } from "../command.ts";
import { candidates } from "../completion/candidates.ts";
import { completionScripts } from "../completion/scripts.ts";
import { paragraphs } from "../paragraphs.ts";

export const completionCommand = defineCommand({
  name: "completion",
  words: "bash|zsh|fish",
  completion: (index) => (index === 0 ? Object.keys(completionScripts) : []),
  description: paragraphs(
    [
      "Prints what has a shell complete sallyport's commands, flags and their values, containers and paths. The script asks",
      "`sallyport completion words WORD...` for what may stand in place of the last word: words, or :files or",
      ":directories where it is a path of this machine.",
    ],
    ['  eval "$(sallyport completion bash)"'],
  ),
  flags: () => noFlags,
  async run({ services, transportSources, words: [shell = "", ...line] }) {
    if (shell === "words") {
      const configured = transportSources.configuration.map(({ content }) =>
        Object.keys(content.transports ?? {}),
      );
      const found = await candidates(line, { services, transports: configured.flat() });
      return { exitStatus: 0, output: found.map((word) => `${word}\n`).join("") };
    }
    const script = Object.hasOwn(completionScripts, shell) ? completionScripts[shell] : undefined;
    if (script !== undefined) return { exitStatus: 0, output: script };
    throw new SallyportError("SALLYPORT_USAGE", "a shell is required: bash, zsh or fish");
  },
});
