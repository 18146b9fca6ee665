import { signalName } from "@sallyport/core";
import { handleFor } from "@sallyport/runtime";
import {
  type HandleWith,
  type OptionalMethod,
  type SandboxProcessInfo,
  signalDemands,
} from "@sallyport/transport";
import type { Signal } from "../exec-options.ts";
import { numberOf } from "../exec/signal-number.ts";
import type { OpenedSandbox } from "../opened-sandbox.ts";
import type { KillOptions, SandboxEnd, SandboxStats } from "../sandbox-info.ts";
import { readStats } from "./read-stats.ts";

/** What is asked of a container besides running commands. */
export interface ContainerCalls {
  processes(): Promise<readonly SandboxProcessInfo[]>;
  stats(): Promise<SandboxStats>;
  wait(): Promise<SandboxEnd>;
  kill(signal?: Signal, options?: KillOptions): Promise<void>;
}

export function containerCalls(sandbox: OpenedSandbox): ContainerCalls {
  async function reach<Method extends OptionalMethod>(
    method: Method,
    asked: string,
  ): Promise<HandleWith<Method>> {
    const { target, handle } = await sandbox.connect();
    return handleFor(target, handle, { asked, methods: [method] });
  }

  return {
    processes: async () => (await reach("processes", "processes()")).processes(),
    stats: async () => readStats(sandbox.id, await (await reach("statistics", "stats()")).statistics()),
    async wait() {
      const status = await (await reach("wait", "wait()")).wait();
      return status.kind === "exited"
        ? { reason: "exited", code: status.code }
        : { reason: "signaled", code: null, signal: signalName(status.signal) };
    },
    async kill(signal = "SIGTERM", { all = false } = {}) {
      const number = numberOf(signal);
      const whom = all ? "all" : "init";
      const { target, handle } = await sandbox.connect();
      const demands = signalDemands(number, whom);
      await handleFor(target, handle, { asked: "kill()", methods: ["signal"], demands }).signal(number, whom);
    },
  };
}
