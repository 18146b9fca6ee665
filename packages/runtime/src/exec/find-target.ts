import type { ContainerRecord } from "@sallyport/core";
import type { Host } from "@sallyport/host";
import {
  capabilitiesFor,
  type SandboxHandle,
  type SandboxTransport,
  type TransportCapabilities,
} from "@sallyport/transport";
import type { Services } from "../composition-root.ts";
import { CONTAINER_STORE, SETTINGS, TRANSPORTS } from "../tokens.ts";
import { chooseTransport } from "./choose-transport.ts";
import { findContainer } from "./find-container.ts";

/** A container, and what reaches it. */
export interface Target {
  readonly container: ContainerRecord;
  readonly transport: SandboxTransport;
  /** What the transport can do in that container. */
  readonly capabilities: TransportCapabilities;
  /** As the transport's schema made them. */
  readonly options: unknown;
}

export async function findTarget(services: Services, id: string): Promise<Target> {
  return targetIn(services, await findContainer(services.resolve(CONTAINER_STORE), id));
}

/** For a container that was found already. */
export function targetIn(services: Services, container: ContainerRecord): Target {
  const transport = chooseTransport(
    services.resolve(TRANSPORTS),
    container,
    services.resolve(SETTINGS).transport,
  );
  return { container, transport, capabilities: capabilitiesFor(transport, container), options: undefined };
}

export function openTarget(host: Host, { transport, container, options }: Target): Promise<SandboxHandle> {
  return transport.open({ container, options }, host);
}
