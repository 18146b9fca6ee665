import { type ContainerStatus, fieldMessage } from "@sallyport/core";
import { brokenContract } from "./broken-contract.ts";
import { executeDemands, requireSignal, signalDemands } from "./call-demands.ts";
import { checkedProcess, type Promised } from "./checked-process.ts";
import { checkWaitStatus } from "./check-wait-status.ts";
import type { ContainerState } from "./container-state.ts";
import { refuseUnsupported } from "./demand.ts";
import { capabilityOfMethod, optionalMethods } from "./handle-methods.ts";
import { keepingContract } from "./keeping-contract.ts";
import { memberOf } from "./member-of.ts";
import { unlessAbandoned } from "./unless-abandoned.ts";
import type { SandboxHandle } from "./sandbox-transport.ts";

const statuses: readonly ContainerStatus[] = ["creating", "created", "running", "paused", "stopped"];

/** @throws SallyportError SALLYPORT_TRANSPORT_DEFECT when its methods are not those that the capabilities promise */
export function checkedHandle(promised: Promised, handle: unknown): SandboxHandle {
  const { id, containerId, capabilities } = promised;
  if (!isHandle(handle)) {
    const expected = "an object with execute and Symbol.asyncDispose";
    throw brokenContract(id, fieldMessage("what open gives", handle, expected));
  }
  const keeping = <Result>(what: string, work: () => Result | Promise<Result>): Promise<Result> =>
    keepingContract(id, what, work);
  const checked: SandboxHandle = {
    async execute(args, payload, options) {
      refuseUnsupported({ id }, containerId, capabilities, executeDemands(args, payload));
      const process = keeping("execute", () => handle.execute(args, payload, options));
      return checkedProcess(promised, await unlessAbandoned(process, options?.abandoned));
    },
    state: async () => checkState(id, await keeping("state", () => handle.state?.())),
    process: (pid) => checkedProcess(promised, handle.process?.(pid)),
    wait: async () => checkWaitStatus(id, await keeping("wait", () => handle.wait?.())),
    async signal(signal, target) {
      requireSignal(signal);
      refuseUnsupported({ id }, containerId, capabilities, signalDemands(signal, target));
      await keeping("signal", () => handle.signal?.(signal, target));
    },
    processes: async () => (await keeping("processes", () => handle.processes?.())) ?? [],
    statistics: () => keeping("statistics", () => handle.statistics?.()),
    abandonedStart: () => handle.abandonedStart?.(),
    [Symbol.asyncDispose]: () => keeping("disposing", async () => handle[Symbol.asyncDispose]()),
  };
  for (const method of optionalMethods) {
    const capability = capabilityOfMethod[method];
    const isThere = typeof handle[method] === "function";
    if (isThere !== capabilities[capability]) {
      throw brokenContract(
        id,
        `capability ${capability} is ${capabilities[capability]}, but the handle has ${isThere ? "a" : "no"} method ${method}`,
      );
    }
    if (!isThere) delete checked[method];
  }
  return checked;
}

function isHandle(value: unknown): value is SandboxHandle {
  return (
    typeof memberOf(value, "execute") === "function" &&
    typeof memberOf(value, Symbol.asyncDispose) === "function"
  );
}

function checkState(id: string, state: unknown): ContainerState {
  if (isState(state)) return state;
  throw brokenContract(
    id,
    fieldMessage("what state gives", state, `an object with a status: ${statuses.join(", ")}`),
  );
}

function isState(value: unknown): value is ContainerState {
  return statuses.some((status) => status === memberOf(value, "status"));
}
