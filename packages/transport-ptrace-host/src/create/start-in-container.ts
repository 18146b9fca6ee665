import { type ContainerRecord, type OciHook, SallyportError } from "@sallyport/core";
import { startPlan } from "@sallyport/helper";
import { type Host, readText } from "@sallyport/host";
import { openInit } from "../container/init-process.ts";
import { deniesGroups, differingNamespaces } from "../container/namespaces.ts";
import { cgroupsOfCommand } from "../container/container-cgroups.ts";
import { joinPlan } from "../join/join-plan.ts";
import type { Command } from "../join/join-request.ts";
import { readHostFacts } from "../process/host-facts.ts";
import type { StartHook } from "./run-hooks.ts";

/**
 * Hooks that run in the container's namespaces, as its root, with the capabilities that we have. Before the root is
 * changed their paths are still the host's.
 *
 * @param supervisor its program
 */
export function startInContainer(host: Host, supervisor: string, container: ContainerRecord): StartHook {
  return (hook, fds) => {
    const init = openInit(host, container);
    if (init === undefined) throw new SallyportError("SALLYPORT_NOT_RUNNING", "the container has stopped");
    try {
      const facts = readHostFacts(host);
      const plan = joinPlan(facts.architecture, host.text, {
        init: { pid: init.pid, directory: fds.length },
        namespaces: differingNamespaces(host, init),
        cgroups: cgroupsOfCommand(host, init, []).toJoin(),
        privileged: host.process.effectiveUid === 0,
        deniesGroups: deniesGroups(host, init),
        leave: false,
        orphan: false,
        startLimit,
        command: hookCommand(hook, facts.lastCapability, ownCapabilities(host)),
      });
      const run = startPlan(host, plan, { executable: supervisor, fds: [...fds, init.directory] });
      return { ended: run.ended, kill: () => void run.killTree() };
    } finally {
      init[Symbol.dispose]();
    }
  };
}

/** Milliseconds. */
const startLimit = 60_000;

/** Even root may lack some. */
function ownCapabilities(host: Host): number {
  return Number.parseInt(/^CapPrm:\t([\da-f]+)$/m.exec(readText(host, "/proc/self/status"))?.[1] ?? "0", 16);
}

function hookCommand({ path, args, env }: OciHook, lastCapability: number, all: number): Command {
  return {
    args: args ?? [path],
    candidates: [path],
    env: env ?? [],
    cwd: "/",
    uid: 0,
    gid: 0,
    additionalGids: [],
    capabilities: { bounding: all, effective: all, permitted: all, inheritable: 0, ambient: 0 },
    lastCapability,
    noNewPrivileges: false,
    terminal: false,
    descriptors: [0, 1, 2],
    pipes: [],
    pidfdSocket: undefined,
    umask: undefined,
    rlimits: [],
    oomScoreAdj: undefined,
    scheduler: undefined,
    ioPriority: undefined,
    initialCpus: undefined,
    finalCpus: undefined,
    personality: undefined,
    keyring: undefined,
    labels: [],
    filters: [],
  };
}
