import { noFlags } from "@sallyport/flags";
import { start } from "@sallyport/runtime";
import { defineCommand, firstContainer, success } from "../command.ts";
import { onlyWord } from "../only-word.ts";

export const startCommand = defineCommand({
  name: "start",
  words: "CONTAINER",
  completion: firstContainer,
  description: "Starts the process of a container that was created by `sallyport create`.",
  flags: () => noFlags,
  async run({ services, words }) {
    await start(await services(), onlyWord(words, "CONTAINER"));
    return success;
  },
});
