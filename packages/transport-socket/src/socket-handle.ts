import { type ContainerRecord, decodeWaitStatus, quoted, SallyportError } from "@sallyport/core";
import type { Host } from "@sallyport/host";
import type { SandboxHandle } from "@sallyport/transport";
import { createAbandonedStarts } from "./abandoned-starts.ts";
import { checkPayload } from "./check-payload.ts";
import { createConnectionPool } from "./connection-pool.ts";
import { containerStatus } from "./container-status.ts";
import { controlMethods } from "./control-methods.ts";
import { during } from "./during.ts";
import { executeArgument } from "./execute-argument.ts";
import { executeAsync } from "./execute-async.ts";
import { releaseFeatures } from "./release-features.ts";
import { createSandboxCaller } from "./sandbox-caller.ts";
import { signalContainer } from "./signal-container.ts";
import { startLimit } from "./start-limit.ts";
import { createSocketProcess } from "./socket-process.ts";
import { integerResult } from "./urpc/integer-result.ts";

export type SocketHandle = Required<Omit<SandboxHandle, "accounts" | "openTerminal">>;

/** A container behind its sandbox's control socket. Connections are used by one call after the other. */
export function createSocketHandle(container: ContainerRecord, host: Host): SocketHandle {
  const { id } = container;
  const features = releaseFeatures(container.sandbox);
  const pool = createConnectionPool(host, container);
  const caller = createSandboxCaller(host, pool, container);
  const abandoned = createAbandonedStarts(host, id);
  return {
    state: async () => ({ status: await containerStatus(host, caller, container, features) }),
    async execute(args, payload, options = {}) {
      using limit = startLimit(host, options);
      const pid = await executeAsync(caller, args, payload, features, limit, abandoned.add);
      return createSocketProcess({ host, pool, caller, container, features }, pid);
    },
    async explain(args, payload) {
      checkPayload(payload, features);
      const request = { method: controlMethods.executeAsync, arg: executeArgument(args, payload) };
      return `${JSON.stringify(request, undefined, 2)}\n`;
    },
    abandonedStart: () => abandoned.take(),
    process(pid) {
      // The sandbox takes 0 for the container's init.
      if (!Number.isInteger(pid) || pid < 1) {
        throw new SallyportError("SALLYPORT_USAGE", `process id ${pid} is not positive`);
      }
      return createSocketProcess({ host, pool, caller, container, features }, pid);
    },
    wait: () =>
      during(`waiting on container ${quoted(id)}`, async () => {
        const result = await caller.call(controlMethods.wait, id);
        return decodeWaitStatus(integerResult(controlMethods.wait, result, 0, 0xffff_ffff));
      }),
    signal: (signal, target) =>
      during(`signaling container ${quoted(id)}`, () =>
        signalContainer(caller, {
          containerId: id,
          signal,
          pid: 0,
          mode: target === "all" ? "all" : "process",
        }),
      ),
    processes: () =>
      during("retrieving process data from sandbox", async () => {
        const { listProcesses } = await import("./process-list.ts");
        return listProcesses(caller, id);
      }),
    statistics: () =>
      during("retrieving event data from sandbox", async () => {
        const { containerStatistics } = await import("./container-statistics.ts");
        return containerStatistics(caller, id, features);
      }),
    async [Symbol.asyncDispose]() {
      abandoned[Symbol.dispose]();
      await caller[Symbol.asyncDispose]();
    },
  };
}
