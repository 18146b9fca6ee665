import type { ContainerRecord } from "@sallyport/core";
import type { Host } from "@sallyport/host";
import {
  capabilitiesFor,
  type SandboxHandle,
  type SandboxTransport,
  type TransportCapabilities,
} from "@sallyport/transport";
import type { Services } from "../composition-root.ts";
import { CONTAINER_STORE, HOST, SETTINGS, TRANSPORTS } from "../tokens.ts";
import { chooseTransport } from "./choose-transport.ts";
import { externalContainer } from "./external-container.ts";
import { findContainer, refreshContainer } from "./find-container.ts";

/** A container, and what reaches it. */
export interface Target {
  readonly container: ContainerRecord;
  readonly transport: SandboxTransport;
  /** What the transport can do in that container. */
  readonly capabilities: TransportCapabilities;
  /** What the transport's schema made of the configured ones. */
  readonly options: unknown;
}

/**
 * The containers of a transport that is not built in are its own: the id goes to it as it is. Others are looked for in
 * the state directory.
 */
export async function findTarget(services: Services, id: string): Promise<Target> {
  const external = await findExternalTransport(services);
  if (external === undefined) {
    return targetIn(services, await findContainer(services.resolve(CONTAINER_STORE), id));
  }
  const container = externalContainer({ id });
  return { ...external, container, capabilities: capabilitiesFor(external.transport, container) };
}

/** The same container as it is described now. What a transport alone knows has no description. */
export async function refreshTarget(services: Services, target: Target): Promise<Target> {
  const { container } = target;
  if (container.kind === "external") return target;
  const now = await refreshContainer(services.resolve(CONTAINER_STORE), container);
  return now === container ? target : targetIn(services, now);
}

/** The program's own transport, or the one that was asked for unless it is built in; undefined for neither. */
export async function findExternalTransport(
  services: Services,
): Promise<Pick<Target, "transport" | "options"> | undefined> {
  const { transport: asked, ownTransport, transportSources } = services.resolve(SETTINGS);
  if (ownTransport !== undefined) return ownTransport;
  const builtIn = services.resolve(TRANSPORTS).map(({ id }) => id);
  if (asked === undefined || builtIn.includes(asked)) return undefined;
  const { loadTransport } = await import("../transports/load-transport.ts");
  return loadTransport(services.resolve(HOST), transportSources, asked, builtIn);
}

/** For a container of the state directory. */
export function targetIn(services: Services, container: ContainerRecord): Target {
  const { transport: asked } = services.resolve(SETTINGS);
  const transport = chooseTransport(services.resolve(TRANSPORTS), container, asked);
  return {
    container,
    transport,
    capabilities: capabilitiesFor(transport, container),
    options: undefined,
  };
}

export function openTarget(host: Host, { transport, container, options }: Target): Promise<SandboxHandle> {
  return transport.open({ container, options }, host);
}
