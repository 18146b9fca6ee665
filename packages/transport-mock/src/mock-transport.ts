import { SallyportError } from "@sallyport/core";
import {
  capabilityOfMethod,
  completeCapabilities,
  defineTransport,
  optionalMethods,
  type SandboxHandle,
  type SandboxTransport,
  type TransportCapabilities,
} from "@sallyport/transport";
import { mockCapabilities } from "./mock-capabilities.ts";
import { hanging } from "./mock-connection.ts";
import { createMockHandle } from "./mock-handle.ts";
import { type ContainerModel, createContainerModel, type SandboxModel } from "./mock-model.ts";
import type { MockSandboxOptions } from "./mock-options.ts";

/** What reaches one mock sandbox. */
export function createMockTransport(
  sandbox: SandboxModel,
  { containers = { web: {} }, capabilities }: MockSandboxOptions,
): SandboxTransport {
  const declared = { ...mockCapabilities, ...capabilities };
  const complete = completeCapabilities(declared);
  const models = Object.entries(containers).map(([id, container]) => createContainerModel(id, container));
  return defineTransport({
    api: "1.0",
    id: "mock",
    capabilities: declared,
    async open({ container }, host) {
      sandbox.record({ method: "open", containerId: container.id });
      const fault = sandbox.faults.take("open")?.kind;
      if (fault === "hang") return hanging();
      if (fault === "refuse" || !sandbox.alive) {
        throw new SallyportError(
          "SALLYPORT_CONNECT_FAILED",
          `container "${container.id}": connection refused`,
        );
      }
      const model = findModel(models, container.id);
      return declaredOnly(createMockHandle(sandbox, model, host), complete);
    },
    ...(complete.list && { list: async () => models.map(({ id, status }) => ({ id, status })) }),
  });
}

function findModel(models: readonly ContainerModel[], id: string): ContainerModel {
  const model = models.find((candidate) => candidate.id === id);
  if (model !== undefined) return model;
  throw new SallyportError("SALLYPORT_NOT_FOUND", `container "${id}" is not in the mock sandbox`);
}

/** Without the methods that its capabilities deny. */
function declaredOnly(handle: SandboxHandle, capabilities: TransportCapabilities): SandboxHandle {
  for (const method of optionalMethods) {
    if (!capabilities[capabilityOfMethod[method]]) delete handle[method];
  }
  return handle;
}
