import { SallyportError, signalNames, signalNumber } from "@sallyport/core";
import { killFlags } from "@sallyport/flags";
import { type Services, useContainer } from "@sallyport/runtime";
import { signalDemands } from "@sallyport/transport";
import { defineCommand, firstContainer, success } from "../command.ts";
import { paragraphs } from "../paragraphs.ts";

const signals = signalNames.filter((name) => name !== undefined);

export const killCommand = defineCommand({
  name: "kill",
  words: "CONTAINER [SIGNAL]",
  completion: (index) => (index === 1 ? signals : firstContainer(index)),
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
    const { all = false, pid, pgid } = flags;
    if ([all, pid !== undefined, pgid !== undefined].filter(Boolean).length > 1) {
      throw new SallyportError("SALLYPORT_USAGE", "only one of --all, --pid and --pgid can be given");
    }
    const container = await services();
    if (pid !== undefined) await signalProcess(container, id, pid, number, "process");
    else if (pgid !== undefined) await signalProcess(container, id, pgid, number, "group");
    else await signalContainer(container, id, number, all ? "all" : "init");
    return success;
  },
});

function signalContainer(
  services: Services,
  id: string,
  signal: number,
  target: "all" | "init",
): Promise<void> {
  const needs = { asked: "kill", methods: ["signal"], demands: signalDemands(signal, target) } as const;
  return useContainer(services, id, needs, (handle) => handle.signal(signal, target));
}

function signalProcess(
  services: Services,
  id: string,
  pid: number,
  signal: number,
  target: "process" | "group",
): Promise<void> {
  const needs = {
    asked: "kill --pid",
    methods: ["process"],
    demands: signalDemands(signal, target),
  } as const;
  return useContainer(services, id, needs, (handle) => handle.process(pid).signal(signal, target));
}
