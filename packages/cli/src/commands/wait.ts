import { exitStatusOf, SallyportError } from "@sallyport/core";
import { waitFlags } from "@sallyport/flags";
import { openContainer } from "@sallyport/runtime";
import { defineCommand } from "../command.ts";
import { onlyWord } from "../only-word.ts";
import { paragraphs } from "../paragraphs.ts";

export const waitCommand = defineCommand({
  name: "wait",
  words: "CONTAINER",
  description: paragraphs([
    "Waits until the container's first process, or the one that --pid or --rootpid names, has ended, and prints",
    '{"id":…,"exitStatus":…}. The sandbox tells the status of a process once: whoever asks first gets it.',
  ]),
  flags: () => waitFlags,
  async run({ services, flags, words }) {
    if (flags.pid !== undefined && flags.rootpid !== undefined) {
      throw new SallyportError("SALLYPORT_USAGE", "only one of --pid and --rootpid can be given");
    }
    const { container, handle } = await openContainer(await services(), onlyWord(words, "CONTAINER"));
    await using _ = handle;
    const pid = flags.pid ?? flags.rootpid;
    const status = await (pid === undefined ? handle.wait() : handle.process(pid).wait());
    const result = { id: container.id, exitStatus: exitStatusOf(status) };
    return { exitStatus: 0, output: `${JSON.stringify(result)}\n` };
  },
});
