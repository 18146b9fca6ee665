import { noFlags } from "@sallyport/flags";
import { start } from "@sallyport/runtime";
import { defineCommand, success } from "../command.ts";
import { onlyWord } from "../only-word.ts";

export const startCommand = defineCommand({
  name: "start",
  words: "CONTAINER",
  description: "Starts the process of a container that was created by `sallyport create`.",
  flags: () => noFlags,
  async run({ services, words }) {
    await start(await services(), onlyWord(words, "CONTAINER"));
    return success;
  },
});
