import { type CreateFlagValues, createFlags } from "@sallyport/flags";
import type { Host } from "@sallyport/host";
import { create, type CreateContainerOptions } from "@sallyport/runtime";
import { defineCommand, success } from "../command.ts";
import { onlyWord } from "../only-word.ts";
import { paragraphs } from "../paragraphs.ts";
import { watchOptions } from "../watch-options.ts";

export const createCommand = defineCommand({
  name: "create",
  words: "CONTAINER",
  description: paragraphs(
    [
      "Creates a container on this machine's own kernel from an OCI bundle: a folder with a config.json, which names a",
      "root file system. Everything is set up, and the container's process waits for `sallyport start`.",
    ],
    [
      "--memory, --pids and --cpu count in place of the bundle's own limits. What needs somebody who stays with the",
      "container is refused, --supervise, --trace, --policy and --timeout: `sallyport run` takes it.",
    ],
    ["  sallyport create --bundle /bundles/web --pid-file /run/web.pid web"],
  ),
  flags: () => createFlags,
  async run({ host, services, flags, words }) {
    await create(await services(), await createOptions(host, flags, onlyWord(words, "CONTAINER")));
    return success;
  },
});

export async function createOptions(
  host: Host,
  flags: CreateFlagValues,
  id: string,
): Promise<CreateContainerOptions> {
  return {
    ...(await watchOptions(host, flags)),
    id,
    bundle: flags.bundle || ".",
    pidFile: flags.pidFile || undefined,
    consoleSocket: flags.consoleSocket || undefined,
    preserveFds: flags.preserveFds ?? 0,
  };
}
