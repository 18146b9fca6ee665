import { specFlags } from "@sallyport/flags";
import { writeSpec } from "@sallyport/runtime";
import { defineCommand, success } from "../command.ts";
import { noWords } from "../only-word.ts";

export const specCommand = defineCommand({
  name: "spec",
  words: "",
  description:
    "Writes a config.json for a container with a shell, cut off from everything, to start from; its root file system belongs into the folder rootfs beside it.",
  flags: () => specFlags,
  async run({ services, flags, words }) {
    noWords(words, "spec");
    writeSpec(await services(), { bundle: flags.bundle || ".", rootless: flags.rootless ?? false });
    return success;
  },
});
