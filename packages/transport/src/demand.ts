import { SallyportError } from "@sallyport/core";
import type { SandboxTransport } from "./sandbox-transport.ts";
import {
  type CapabilityMode,
  capabilityModes,
  type CapabilityName,
  type TransportCapabilities,
} from "./transport-capabilities.ts";

/** A capability that something needs. */
export interface Demand {
  readonly capability: CapabilityName;
  /** The modes that will do. */
  readonly modes: readonly CapabilityMode[];
  /** What needs it, as the user wrote it: `--tty`. */
  readonly asked: string;
}

/** Any mode but the least. */
export function demand(capability: CapabilityName, asked: string): Demand {
  return { capability, modes: capabilityModes[capability].slice(1), asked };
}

/**
 * Refuses what a transport cannot do, before anything is opened.
 *
 * @throws SallyportError SALLYPORT_UNSUPPORTED for the first demand that is not met, naming the transport, the
 * capability and what was asked
 */
export function refuseUnsupported(
  { id, hints }: Pick<SandboxTransport, "id" | "hints">,
  containerId: string,
  capabilities: TransportCapabilities,
  demands: readonly Demand[],
): void {
  for (const { capability, modes, asked } of demands) {
    const mode = capabilities[capability];
    if (modes.includes(mode)) continue;
    const hint = hints?.[capability];
    throw new SallyportError(
      "SALLYPORT_UNSUPPORTED",
      `${asked} cannot be done in container "${containerId}" by transport "${id}", ` +
        `whose capability ${capability} is ${mode} there, not ${modes.join(" or ")}`,
      {
        ...(hint === undefined ? {} : { hint }),
        details: { transport: id, capability, asked, containerId },
      },
    );
  }
}
