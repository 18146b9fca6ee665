import type { SandboxHandle, SandboxTransport } from "./sandbox-transport.ts";

/**
 * Says that an object is a transport: its types are checked, the options' type comes from their schema. It does
 * nothing else.
 *
 * @example
 * import { SallyportError } from "@sallyport/core";
 * import { defineTransport } from "@sallyport/transport";
 *
 * export const transport = defineTransport({
 *   api: "1.0",
 *   id: "nowhere",
 *   capabilities: {},
 *   open: async ({ container }) => {
 *     throw new SallyportError("SALLYPORT_NOT_FOUND", `container ${container.id} is nowhere`);
 *   },
 * });
 */
export function defineTransport<Options, Handle extends SandboxHandle = SandboxHandle>(
  transport: SandboxTransport<Options, Handle>,
): SandboxTransport<Options, Handle> {
  return transport;
}
