import { type ContainerRecord, hasErrno, quoted, SallyportError, type WaitStatus } from "@sallyport/core";
import type { Host } from "@sallyport/host";
import type { SandboxHandle, SandboxProcess } from "@sallyport/transport";
import { readAccounts } from "./container/container-accounts.ts";
import { commandCgroups } from "./cgroup/command-cgroups.ts";
import { containerCgroups } from "./container/container-cgroups.ts";
import { type InitProcess, openInit, openProcess } from "./container/init-process.ts";
import { waitForProcess } from "./container/wait-for-process.ts";
import { hostState } from "./host-state.ts";
import { containerProcesses } from "./listing/container-processes.ts";
import { describeProcess } from "./listing/describe-process.ts";
import { openTerminal } from "./open-terminal.ts";
import type { PtraceHostOptions } from "./ptrace-host-transport.ts";
import { startCommand } from "./start-command.ts";
import { untilClosed } from "./until-closed.ts";

/** A container on the host's own kernel. Its init is looked up anew for each call, so that none acts on another process. */
export function createHostHandle(
  options: PtraceHostOptions,
  container: ContainerRecord,
  host: Host,
): SandboxHandle {
  const handle = untilClosed(`container ${quoted(container.id)}`);
  /** Of cgroups that were made for commands. */
  const removals = new Set<() => Promise<void>>();

  function withInit<T>(act: (init: InitProcess) => T): T {
    using init = openInit(host, container);
    if (init === undefined) throw stopped(container);
    return act(init);
  }

  async function withInitFor<T>(act: (init: InitProcess) => Promise<T>): Promise<T> {
    using init = openInit(host, container);
    if (init === undefined) throw stopped(container);
    return await act(init);
  }

  const pids = (): number[] =>
    withInit((init) => containerProcesses(host, containerCgroups(host, init), init.pid));

  function signalProcess(pid: number, signal: number, group: boolean): void {
    if (!pids().includes(pid)) throw notInside(container, pid);
    host.signals.send(group ? -pid : pid, signal);
  }

  async function waitInside(pid: number): Promise<WaitStatus> {
    using process = openProcess(host, pid);
    if (process === undefined || !pids().includes(pid)) throw notInside(container, pid);
    return await waitForProcess(host, options.supervisor(), process);
  }

  return {
    state: async () => hostState(host, container),
    execute: (args, payload, executeOptions = {}) =>
      withInitFor(async (init) => {
        handle.requireOpen();
        const { cgroups, remove } = commandCgroups(host, init, args.cgroups, executeOptions.limits);
        removals.add(remove);
        const supervisor = options.supervisor();
        const context = { host, container, init, cgroups, supervisor };
        const started = await startCommand(context, args, payload, executeOptions);
        // Nobody of ours is there when it ends: the next command with limits removes them.
        if (executeOptions.detach === true) removals.delete(remove);
        return { ...started, wait: () => handle.settle(started.wait()) };
      }),
    explain: (args, payload, executeOptions = {}) =>
      withInitFor(async (init) => {
        const { explainCommand } = await import("./explain-command.ts");
        const { cgroups } = commandCgroups(host, init, args.cgroups);
        return explainCommand({ host, container, init, cgroups }, args, payload, executeOptions);
      }),
    accounts: async () => withInit((init) => readAccounts(host, init)),
    openTerminal: () => withInitFor((init) => openTerminal(host, options.supervisor(), init)),
    process: (pid): SandboxProcess => ({
      pid,
      wait: () => waitInside(pid),
      signal: async (signal, target) => signalProcess(pid, signal, target === "group"),
    }),
    wait: () => withInitFor((init) => waitForProcess(host, options.supervisor(), init)),
    async signal(signal, target) {
      if (target === "init") return withInit((init) => host.signals.send(init.pid, signal));
      for (const pid of pids()) signalUnlessGone(host, pid, signal);
    },
    processes: async () => pids().flatMap((pid) => describeProcess(host, pid) ?? []),
    async [Symbol.asyncDispose]() {
      handle.close();
      for (const remove of removals) await remove();
    },
  };
}

function signalUnlessGone(host: Host, pid: number, signal: number): void {
  try {
    host.signals.send(pid, signal);
  } catch (error) {
    if (!hasErrno(error, "ESRCH")) throw error;
  }
}

function stopped({ id }: ContainerRecord): SallyportError {
  return new SallyportError("SALLYPORT_NOT_RUNNING", `container ${quoted(id)} is not running`, {
    details: { containerId: id, status: "stopped" },
  });
}

function notInside({ id }: ContainerRecord, pid: number): SallyportError {
  return new SallyportError("SALLYPORT_USAGE", `process ${pid} is not in container ${quoted(id)}`, {
    hint: "`sallyport ps` shows those that are, by their ids on the host",
  });
}
