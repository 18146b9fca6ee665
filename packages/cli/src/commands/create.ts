import { type CreateFlagValues, createFlags } from "@sallyport/flags";
import { create, type CreateContainerOptions } from "@sallyport/runtime";
import { defineCommand, success } from "../command.ts";
import { onlyWord } from "../only-word.ts";
import { paragraphs } from "../paragraphs.ts";

export const createCommand = defineCommand({
  name: "create",
  words: "CONTAINER",
  description: paragraphs(
    [
      "Creates a container on this machine's own kernel from an OCI bundle: a folder with a config.json, which names a",
      "root file system. Everything is set up, and the container's process waits for `sallyport start`.",
    ],
    ["  sallyport create --bundle /bundles/web --pid-file /run/web.pid web"],
  ),
  flags: () => createFlags,
  async run({ services, flags, words }) {
    await create(await services(), createOptions(flags, onlyWord(words, "CONTAINER")));
    return success;
  },
});

export function createOptions(flags: CreateFlagValues, id: string): CreateContainerOptions {
  return {
    id,
    bundle: flags.bundle || ".",
    pidFile: flags.pidFile || undefined,
    consoleSocket: flags.consoleSocket || undefined,
    preserveFds: flags.preserveFds ?? 0,
  };
}
