import { noFlags } from "@sallyport/flags";
import { defineCommand } from "../command.ts";
import { noWords } from "../only-word.ts";
import { versionText } from "../version-text.ts";

export const versionCommand = defineCommand({
  name: "version",
  uses: "nothing",
  words: "",
  description: "Prints the version of sallyport and of the OCI runtime specification that it follows.",
  flags: () => noFlags,
  async run({ words }) {
    noWords(words, "version");
    return { exitStatus: 0, output: versionText() };
  },
});
