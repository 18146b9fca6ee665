import { exitStatusOf } from "@sallyport/core";
import { runFlags } from "@sallyport/flags";
import { run } from "@sallyport/runtime";
import { defineCommand } from "../command.ts";
import { onlyWord } from "../only-word.ts";
import { paragraphs } from "../paragraphs.ts";
import { createOptions } from "./create.ts";

export const runCommand = defineCommand({
  name: "run",
  words: "CONTAINER",
  description: paragraphs(
    [
      "Creates a container from an OCI bundle, starts it, waits for it and removes it; ends with the exit status of the",
      "container's process, or 128 plus the number of the signal that ended it. With --detach it returns once the process",
      "has started, and `sallyport delete` removes the container.",
    ],
    ["  sallyport run --bundle /bundles/web web"],
  ),
  flags: () => runFlags,
  async run({ services, flags, words }) {
    const status = await run(await services(), {
      ...createOptions(flags, onlyWord(words, "CONTAINER")),
      detach: flags.detach ?? false,
      keep: flags.keep ?? false,
    });
    return { exitStatus: status === undefined ? 0 : exitStatusOf(status) };
  },
});
