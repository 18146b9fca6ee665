import { messageOf } from "@sallyport/core";
import { deleteFlags } from "@sallyport/flags";
import { deleteContainer } from "@sallyport/runtime";
import { defineCommand, firstContainer } from "../command.ts";
import { onlyWord } from "../only-word.ts";

export const deleteCommand = defineCommand({
  name: "delete",
  words: "CONTAINER",
  completion: firstContainer,
  description:
    "Removes a container that sallyport made: one that has stopped, or waits to be started. With --force it is killed first, and it is no error when there is none.",
  flags: () => deleteFlags,
  async run({ services, flags, words }) {
    const id = onlyWord(words, "CONTAINER");
    const warnings = await deleteContainer(await services(), id, flags.force ?? false);
    return { exitStatus: 0, warnings: warnings.map(messageOf) };
  },
});
