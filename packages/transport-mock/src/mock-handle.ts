import { SallyportError } from "@sallyport/core";
import type { Host } from "@sallyport/host";
import type { HandleWith, OptionalMethod } from "@sallyport/transport";
import { executeMock } from "./execute-mock.ts";
import { createMockConnection } from "./mock-connection.ts";
import type { ContainerModel, SandboxModel } from "./mock-model.ts";
import { createMockProcess } from "./mock-process.ts";
import { deliver } from "./process-signals.ts";

export type MockHandle = HandleWith<OptionalMethod>;

/** One container of a mock sandbox, behind a connection of its own. */
export function createMockHandle(sandbox: SandboxModel, container: ContainerModel, host: Host): MockHandle {
  const connection = createMockConnection();
  sandbox.connections.add(connection);
  const processes = () => sandbox.table.running().filter(({ args }) => args.containerId === container.id);

  return {
    execute: (args, payload, options = {}) =>
      connection.call("executing", async () => {
        const process = await executeMock({ sandbox, container, connection, host, args, payload, options });
        return createMockProcess(sandbox, connection, process);
      }),
    state: () =>
      connection.call("telling the state", () => {
        sandbox.record({ method: "state", containerId: container.id });
        return { status: container.status, process: container.process };
      }),
    process: (pid) => createMockProcess(sandbox, connection, sandbox.table.find(pid)),
    wait: () => connection.call(`waiting on container "${container.id}"`, () => container.ended),
    signal: (signal, target) =>
      connection.call(`signaling container "${container.id}"`, () => {
        sandbox.record({ method: "signal", containerId: container.id, signal, target });
        if (container.status === "stopped") {
          throw new SallyportError("SALLYPORT_NOT_RUNNING", `container "${container.id}" has stopped`);
        }
        if (target === "all") for (const process of processes()) deliver(process, signal);
        container.signal(signal);
      }),
    processes: () =>
      connection.call("listing processes", () =>
        processes().map(({ pid, ppid, group, args }) => ({
          uid: args.uid,
          pid,
          ppid,
          pgid: group,
          threads: [pid],
          c: 0,
          tty: args.terminal ? "pts/0" : "?",
          stime: "00:00",
          time: "0s",
          cmd: args.args[0] ?? "",
        })),
      ),
    statistics: () => connection.call("giving statistics", () => ({ processes: processes().length })),
    async [Symbol.asyncDispose]() {
      sandbox.connections.delete(connection);
      connection.lose("the handle is closed");
    },
  };
}
