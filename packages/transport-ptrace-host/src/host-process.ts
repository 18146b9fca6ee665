import { decodeWaitStatus, SallyportError, type WaitStatus } from "@sallyport/core";
import { type Host, readText } from "@sallyport/host";
import type { PlanRun } from "@sallyport/helper";
import type { SandboxProcess } from "@sallyport/transport";
import { parseProcessStat } from "./container/process-stat.ts";

/** A command whose supervisor waits for it, and signals it as only a parent can: never another process. */
export function supervisedProcess(host: Host, run: PlanRun, pid: number): SandboxProcess {
  let status: Promise<WaitStatus> | undefined;
  return {
    pid,
    wait: () => (status ??= run.ended.then(decodeWaitStatus)),
    signal: (signal, target) =>
      target === "process"
        ? run.signal(signal)
        : Promise.resolve().then(() => host.signals.send(-groupOf(host, pid, target), signal)),
    killTree: () => run.killTree(),
  };
}

/** A command whose supervisor has left: whoever inherits it waits for it, an engine or init. */
export function leftProcess(host: Host, pid: number): SandboxProcess {
  return {
    pid,
    wait: () =>
      Promise.reject(
        new SallyportError("SALLYPORT_UNSUPPORTED", `process ${pid} is for whoever inherits it to wait for`),
      ),
    async signal(signal, target) {
      host.signals.send(target === "process" ? pid : -groupOf(host, pid, target), signal);
    },
  };
}

/** The group that it leads, or that of its terminal's foreground: its own where it has no terminal. */
function groupOf(host: Host, pid: number, target: "foreground" | "group"): number {
  if (target === "group") return pid;
  const group = parseProcessStat(readText(host, `/proc/${pid}/stat`))?.foregroundGroup ?? pid;
  return group > 0 ? group : pid;
}
