import { runFlags } from "@sallyport/flags";
import { run } from "@sallyport/runtime";
import { defineCommand } from "../command.ts";
import { endStatus } from "../end-status.ts";
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
    [
      "--supervise, --trace, --policy and --timeout are as for exec, of the container's process and all that comes from it",
      "(docs/supervision.md); with --detach they are refused. --memory, --pids and --cpu count in place of the bundle's own",
      "limits.",
    ],
    ["  sallyport run --bundle /bundles/web web"],
    ["  sallyport run --timeout 10m --memory 1g --trace trace.jsonl --bundle /bundles/build build"],
  ),
  flags: () => runFlags,
  async run({ host, services, flags, words }) {
    const end = await run(await services(), {
      ...(await createOptions(host, flags, onlyWord(words, "CONTAINER"))),
      detach: flags.detach ?? false,
      keep: flags.keep ?? false,
    });
    return { exitStatus: end === undefined ? 0 : endStatus(end) };
  },
});
