import { type ContainerRecord, decodeWaitStatus, quoted, SallyportError } from "@sallyport/core";
import type { Host } from "@sallyport/host";
import type { SandboxHandle } from "@sallyport/transport";
import { containerStatistics } from "./container-statistics.ts";
import { containerStatus } from "./container-status.ts";
import { controlMethods } from "./control-methods.ts";
import { during } from "./during.ts";
import { executeAsync } from "./execute-async.ts";
import { listProcesses } from "./process-list.ts";
import { releaseFeatures } from "./release-features.ts";
import { createSandboxCaller } from "./sandbox-caller.ts";
import { signalContainer } from "./signal-container.ts";
import { createSocketProcess } from "./socket-process.ts";
import { integerResult } from "./urpc/integer-result.ts";

/** A container behind its sandbox's control socket. Every call connects anew, so nothing is held between them. */
export function createSocketHandle(container: ContainerRecord, host: Host): SandboxHandle {
  const { id } = container;
  const features = releaseFeatures(container.sandbox);
  const caller = createSandboxCaller(host, container);
  return {
    status: () => containerStatus(host, caller, container, features),
    async execute(args, payload) {
      const pid = await executeAsync(caller, args, payload, features);
      return createSocketProcess(caller, container, features, pid);
    },
    process(pid) {
      // The sandbox takes 0 for the container's init.
      if (!Number.isInteger(pid) || pid < 1) {
        throw new SallyportError("SALLYPORT_USAGE", `process id ${pid} is not positive`);
      }
      return createSocketProcess(caller, container, features, pid);
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
    processes: () => during("retrieving process data from sandbox", () => listProcesses(caller, id)),
    statistics: () =>
      during("retrieving event data from sandbox", () => containerStatistics(caller, id, features)),
    [Symbol.asyncDispose]: () => caller[Symbol.asyncDispose](),
  };
}
