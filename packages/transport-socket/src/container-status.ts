import {
  type ContainerRecord,
  type ContainerStatus,
  isSallyportError,
  type SallyportError,
} from "@sallyport/core";
import type { Host } from "@sallyport/host";
import { controlMethods } from "./control-methods.ts";
import type { ReleaseFeatures } from "./release-features.ts";
import type { SandboxCaller } from "./sandbox-caller.ts";
import { signalContainer } from "./signal-container.ts";
import { integerResult } from "./urpc/integer-result.ts";

/** runsc/boot: ContainerState. An unknown container is "stopped" too. */
const runtimeStates: Readonly<Record<number, ContainerStatus>> = { 1: "created", 2: "running", 3: "stopped" };

/**
 * The container's status now. What the file says stands, except that a container which is said to be created or
 * running is asked for; a sandbox that does not answer is stopped only when its process is gone.
 */
export async function containerStatus(
  host: Host,
  caller: SandboxCaller,
  container: ContainerRecord,
  features: ReleaseFeatures,
): Promise<ContainerStatus> {
  const { sandbox, status } = container;
  if (status !== "created" && status !== "running") return status;
  if (sandbox === undefined) return "stopped";
  const byProcess = async (): Promise<ContainerStatus> => {
    const { isSandboxAlive } = await import("./sandbox-alive.ts");
    return isSandboxAlive(host, sandbox, container.createdAt) ? status : "stopped";
  };
  try {
    return (await askSandbox(caller, container, features)) ?? (await byProcess());
  } catch (error) {
    if (!isSallyportError(error) || error.reason !== "transport-lost") throw error;
    return await byProcess();
  }
}

/** Undefined when there is nothing to ask such a release; rejects when the sandbox does not answer. */
async function askSandbox(
  caller: SandboxCaller,
  container: ContainerRecord,
  features: ReleaseFeatures,
): Promise<ContainerStatus | undefined> {
  if (features.runtimeState !== "no") {
    const state = await askRuntimeState(caller, container);
    if (state !== "unknown method") return state;
  }
  return container.status === "running" ? await probeInit(caller, container.id) : undefined;
}

async function askRuntimeState(
  caller: SandboxCaller,
  container: ContainerRecord,
): Promise<ContainerStatus | "unknown method"> {
  const method = controlMethods.containerRuntimeState;
  try {
    const state = integerResult(method, await caller.call(method, container.id), 0, 0x7fff_ffff);
    return runtimeStates[state] ?? container.status;
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return error.message === "unknown method" ? error.message : container.status;
  }
}

/** Releases that do not tell a state refuse a signal to an init that is not there. */
async function probeInit(caller: SandboxCaller, containerId: string): Promise<ContainerStatus> {
  try {
    await signalContainer(caller, { containerId, signal: 0, pid: 0, mode: "process" });
    return "running";
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return "stopped";
  }
}

function isRefusal(error: unknown): error is SallyportError {
  return isSallyportError(error) && error.code === "SALLYPORT_REMOTE";
}
