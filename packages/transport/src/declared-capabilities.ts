import type { ContainerRecord } from "@sallyport/core";
import type { SandboxTransport } from "./sandbox-transport.ts";
import type { TransportCapabilities } from "./transport-capabilities.ts";

/** What a transport says it can do. A capability that is left out has its least mode. */
export type DeclaredCapabilities = Partial<TransportCapabilities>;

/** The least of every capability. */
const least: TransportCapabilities = {
  tty: "none",
  signals: "none",
  processGroupSignals: false,
  separateStderr: false,
  users: false,
  linuxCapabilities: false,
  noNewPrivileges: "none",
  environment: false,
  workingDirectory: false,
  passFds: false,
  execFd: false,
  hostProcesses: false,
  supervision: false,
  limits: false,
  detach: false,
  reattach: false,
  init: false,
  list: false,
  state: false,
  processes: false,
  statistics: false,
};

export function completeCapabilities(declared: DeclaredCapabilities): TransportCapabilities {
  return { ...least, ...declared };
}

/** What a transport can do for one container. */
export function capabilitiesFor(
  transport: Pick<SandboxTransport, "capabilities" | "capabilitiesOf">,
  container: ContainerRecord,
): TransportCapabilities {
  return completeCapabilities(transport.capabilitiesOf?.(container) ?? transport.capabilities);
}
