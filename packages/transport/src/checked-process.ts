import { fieldMessage } from "@sallyport/core";
import { brokenContract } from "./broken-contract.ts";
import { requireSignal, signalDemands } from "./call-demands.ts";
import { checkWaitStatus } from "./check-wait-status.ts";
import { refuseUnsupported } from "./demand.ts";
import { keepingContract } from "./keeping-contract.ts";
import { memberOf } from "./member-of.ts";
import type { SandboxProcess } from "./sandbox-transport.ts";
import type { TransportCapabilities } from "./transport-capabilities.ts";

/** What a transport has promised for one container. */
export interface Promised {
  /** The transport's. */
  readonly id: string;
  readonly containerId: string;
  readonly capabilities: TransportCapabilities;
}

/** @throws SallyportError SALLYPORT_TRANSPORT_DEFECT when it is no process, or not one that the capabilities promise */
export function checkedProcess(promised: Promised, process: unknown): SandboxProcess {
  const { id, containerId, capabilities } = promised;
  if (!isProcess(process)) {
    throw brokenContract(id, fieldMessage("a process", process, "an object with pid, wait and signal"));
  }
  const { pid } = process;
  if (!Number.isSafeInteger(pid) || pid < 1) {
    throw brokenContract(id, fieldMessage("a process's pid", pid, "a positive integer"));
  }
  if (capabilities.tty === "emulated" && process.resize === undefined) throw lacking(id, "resize", "tty");
  // Processes of the host's outlive us by themselves.
  const handsOver = capabilities.detach && !capabilities.hostProcesses;
  if (handsOver && process.handOver === undefined) throw lacking(id, "handOver", "detach");
  return {
    pid,
    wait: async () => checkWaitStatus(id, await keepingContract(id, "wait", () => process.wait())),
    async signal(signal, target) {
      requireSignal(signal);
      refuseUnsupported({ id }, containerId, capabilities, signalDemands(signal, target));
      await keepingContract(id, "signal", () => process.signal(signal, target));
    },
    ...(process.resize && {
      resize: (size) => keepingContract(id, "resize", () => process.resize?.(size)),
    }),
    ...(process.killTree && {
      killTree: () => keepingContract(id, "killTree", () => process.killTree?.()),
    }),
    ...(process.leave && { leave: process.leave.bind(process) }),
    // Others finish what these begin: there is nothing to check before.
    ...(process.handOver && { handOver: process.handOver.bind(process) }),
    ...(process.prepareSignal && { prepareSignal: process.prepareSignal.bind(process) }),
  };
}

function isProcess(value: unknown): value is SandboxProcess {
  return (
    typeof memberOf(value, "pid") === "number" &&
    typeof memberOf(value, "wait") === "function" &&
    typeof memberOf(value, "signal") === "function"
  );
}

function lacking(id: string, method: string, capability: "tty" | "detach") {
  return brokenContract(id, `a process has no method ${method}, which its capability ${capability} promises`);
}
