import { noFlags } from "@sallyport/flags";
import { pause } from "@sallyport/runtime";
import { defineCommand, firstContainer, success } from "../command.ts";
import { onlyWord } from "../only-word.ts";

export const pauseCommand = define("pause", true, "Holds all processes of a container that sallyport made.");
export const resumeCommand = define("resume", false, "Lets the processes of a paused container go on.");

function define(name: string, paused: boolean, description: string) {
  return defineCommand({
    name,
    words: "CONTAINER",
    completion: firstContainer,
    description,
    flags: () => noFlags,
    async run({ services, words }) {
      await pause(await services(), onlyWord(words, "CONTAINER"), paused);
      return success;
    },
  });
}
