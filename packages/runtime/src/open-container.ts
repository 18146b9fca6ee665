import type { ContainerRecord } from "@sallyport/core";
import type { SandboxHandle } from "@sallyport/transport";
import type { Services } from "./composition-root.ts";
import { chooseTransport } from "./exec/choose-transport.ts";
import { findContainer } from "./exec/find-container.ts";
import { CONTAINER_STORE, HOST, SETTINGS, TRANSPORTS } from "./tokens.ts";

export interface OpenedContainer {
  readonly container: ContainerRecord;
  /** The caller disposes of it. */
  readonly handle: SandboxHandle;
}

/** Finds a container and opens the transport that reaches it: what every command but exec begins with. */
export async function openContainer(services: Services, id: string): Promise<OpenedContainer> {
  const container = await findContainer(services.resolve(CONTAINER_STORE), id);
  return { container, handle: await openTransport(services, container) };
}

export function openTransport(services: Services, container: ContainerRecord): Promise<SandboxHandle> {
  const { transport } = services.resolve(SETTINGS);
  return chooseTransport(services.resolve(TRANSPORTS), container, transport).open(
    container,
    services.resolve(HOST),
  );
}
