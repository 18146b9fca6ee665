import { type ContainerRecord, exitStatusOf, SallyportError, type WaitStatus } from "@sallyport/core";
import { waitFlags } from "@sallyport/flags";
import { type Services, useContainer } from "@sallyport/runtime";
import { defineCommand, firstContainer } from "../command.ts";
import { onlyWord } from "../only-word.ts";
import { paragraphs } from "../paragraphs.ts";

export const waitCommand = defineCommand({
  name: "wait",
  words: "CONTAINER",
  completion: firstContainer,
  description: paragraphs([
    "Waits until the container's first process, or the one that --pid or --rootpid names, has ended, and prints",
    '{"id":…,"exitStatus":…}. A sandbox tells the status of a process once: whoever asks first gets it.',
    "On the host's own kernel everybody is told, once the process's parent has reaped it; it takes Linux 6.15.",
  ]),
  flags: () => waitFlags,
  async run({ services, flags, words }) {
    if (flags.pid !== undefined && flags.rootpid !== undefined) {
      throw new SallyportError("SALLYPORT_USAGE", "only one of --pid and --rootpid can be given");
    }
    const id = onlyWord(words, "CONTAINER");
    const result = await waitIn(await services(), id, flags.pid ?? flags.rootpid);
    return { exitStatus: 0, output: `${JSON.stringify(result)}\n` };
  },
});

interface WaitResult {
  readonly id: string;
  readonly exitStatus: number;
}

/** @param pid absent: the container's first process */
function waitIn(services: Services, id: string, pid: number | undefined): Promise<WaitResult> {
  if (pid === undefined) {
    return useContainer(services, id, { asked: "wait", methods: ["wait"] }, async (handle, container) =>
      resultOf(container, await handle.wait()),
    );
  }
  const needs = { asked: "wait --pid", methods: ["process"] } as const;
  return useContainer(services, id, needs, async (handle, container) =>
    resultOf(container, await handle.process(pid).wait()),
  );
}

function resultOf({ id }: ContainerRecord, status: WaitStatus): WaitResult {
  return { id, exitStatus: exitStatusOf(status) };
}
