import { type ContainerRecord, SallyportError } from "@sallyport/core";
import type { Services } from "./composition-root.ts";
import { externalContainer } from "./exec/external-container.ts";
import { findExternalTransport } from "./exec/find-target.ts";
import { HOST } from "./tokens.ts";

/**
 * The containers of the transport that was asked for; undefined where they are those of the state directory. Throws
 * SALLYPORT_UNSUPPORTED when the transport cannot list.
 */
export async function listExternal(services: Services): Promise<readonly ContainerRecord[] | undefined> {
  const external = await findExternalTransport(services);
  if (external === undefined) return undefined;
  const { transport, options } = external;
  if (transport.list === undefined) {
    throw new SallyportError(
      "SALLYPORT_UNSUPPORTED",
      `list cannot be done by transport "${transport.id}", whose capability list is false`,
      { details: { transport: transport.id, capability: "list", asked: "list" } },
    );
  }
  const listed = await transport.list({ options }, services.resolve(HOST));
  return listed.map(externalContainer);
}
