import { SallyportError, signalNumber } from "@sallyport/core";
import { killFlags } from "@sallyport/flags";
import { openContainer } from "@sallyport/runtime";
import type { FlagValues } from "@sallyport/flags";
import type { SandboxHandle } from "@sallyport/transport";
import { defineCommand, success } from "../command.ts";
import { paragraphs } from "../paragraphs.ts";

export const killCommand = defineCommand({
  name: "kill",
  words: "CONTAINER [SIGNAL]",
  description: paragraphs([
    "Sends SIGNAL (a name or number, SIGTERM when left out) to the container's first process, to all of them (--all),",
    "to one (--pid) or to a process group (--pgid). --all includes the first process: the container may end.",
  ]),
  flags: () => killFlags,
  async run({ services, flags, words }) {
    const [id, signal = "SIGTERM", ...surplus] = words;
    if (id === undefined || surplus.length > 0) {
      throw new SallyportError("SALLYPORT_USAGE", "a container-id and at most one signal are required", {
        hint: "sallyport kill [flags] CONTAINER [SIGNAL]",
      });
    }
    const number = signalNumber(signal);
    const { handle } = await openContainer(await services(), id);
    await using _ = handle;
    await deliver(handle, flags, number);
    return success;
  },
});

async function deliver(
  handle: SandboxHandle,
  flags: FlagValues<typeof killFlags.flags>,
  signal: number,
): Promise<void> {
  const { all = false, pid, pgid } = flags;
  if ([all, pid !== undefined, pgid !== undefined].filter(Boolean).length > 1) {
    throw new SallyportError("SALLYPORT_USAGE", "only one of --all, --pid and --pgid can be given");
  }
  if (pid !== undefined) return handle.process(pid).signal(signal, "process");
  if (pgid !== undefined) return handle.process(pgid).signal(signal, "group");
  return handle.signal(signal, all ? "all" : "init");
}
