import { isSallyportError } from "@sallyport/core";
import { controlMethods } from "./control-methods.ts";
import type { ReleaseFeatures } from "./release-features.ts";
import type { SandboxCaller } from "./sandbox-caller.ts";
import { jsonType, protocolError } from "./urpc/protocol-error.ts";

const method = controlMethods.event;

/**
 * `{event: {type, id, data}, containerUsage: {id: nanoseconds}}`, as the sandbox gives it: without the host's
 * accounting of the sandbox as a whole.
 */
export async function containerStatistics(
  caller: SandboxCaller,
  containerId: string,
  features: ReleaseFeatures,
): Promise<unknown> {
  const result =
    features.eventArgument === "none"
      ? await caller.call(method, null)
      : await askById(caller, containerId, features);
  if (typeof result === "object" && result !== null && !Array.isArray(result)) return result;
  throw protocolError(method, `result is ${jsonType(result)}, not an object`);
}

async function askById(
  caller: SandboxCaller,
  containerId: string,
  features: ReleaseFeatures,
): Promise<unknown> {
  try {
    return await caller.call(method, containerId);
  } catch (error) {
    const takesNoId =
      features.eventArgument === "id-or-none" &&
      isSallyportError(error) &&
      error.code === "SALLYPORT_REMOTE" &&
      error.message.includes("cannot unmarshal string");
    if (!takesNoId) throw error;
    return await caller.call(method, null);
  }
}
