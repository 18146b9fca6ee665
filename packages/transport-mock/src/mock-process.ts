import { SallyportError } from "@sallyport/core";
import type { SandboxProcess } from "@sallyport/transport";
import { hanging, type MockConnection } from "./mock-connection.ts";
import type { SandboxModel } from "./mock-model.ts";
import { deliver } from "./process-signals.ts";
import type { RunningProcess } from "./process-table.ts";

const SIGWINCH = 28;
const wrongStatus = { kind: "exited", code: 1000 } as const;

/** A process as whoever started it has it. @param process undefined: a wrong answer, that of no process */
export function createMockProcess(
  sandbox: SandboxModel,
  connection: MockConnection,
  process: RunningProcess | undefined,
): SandboxProcess {
  if (process === undefined) {
    return { pid: 0, wait: hanging, signal: hanging, resize: hanging };
  }
  const { pid } = process;
  const inGroup = (): readonly RunningProcess[] =>
    sandbox.table.running().filter(({ group }) => group === process.group);
  return {
    pid,
    wait: () =>
      connection.call(`waiting on PID ${pid}`, () => {
        sandbox.record({ method: "wait", pid });
        const fault = sandbox.faults.take("wait")?.kind;
        if (fault === "wrong") return wrongStatus;
        if (fault === "lose") connection.lose("EOF");
        return fault === undefined ? process.ended : hanging();
      }),
    signal: (signal, target) =>
      connection.call(`signaling PID ${pid}`, () => {
        sandbox.record({ method: "signal", pid, signal, target });
        const fault = sandbox.faults.take("signal")?.kind;
        if (fault === "refuse") throw new SallyportError("SALLYPORT_REMOTE", "the signal was refused");
        if (fault === "lose") connection.lose("EOF");
        if (fault !== undefined) return hanging();
        for (const each of target === "process" ? [process] : inGroup()) deliver(each, signal);
        return undefined;
      }),
    resize: (size) =>
      connection.call(`resizing the terminal of PID ${pid}`, () => {
        for (const each of inGroup()) {
          each.size = size;
          deliver(each, SIGWINCH);
        }
      }),
  };
}
