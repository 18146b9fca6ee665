import type { ContainerRecord } from "@sallyport/core";
import {
  brokenContract,
  capabilityOfMethod,
  type Demand,
  demand,
  type HandleWith,
  hasMethods,
  type OptionalMethod,
  refuseUnsupported,
  type SandboxHandle,
} from "@sallyport/transport";
import type { Services } from "./composition-root.ts";
import { findTarget, openTarget, targetIn } from "./exec/find-target.ts";
import { HOST } from "./tokens.ts";

/** What a command asks of a container besides being there. */
export interface ContainerNeeds<Method extends OptionalMethod> {
  /** The command, as the user wrote it. */
  readonly asked: string;
  /** Methods of the handle that it calls. */
  readonly methods: readonly Method[];
  readonly demands?: readonly Demand[];
}

/**
 * Finds a container, opens the transport that reaches it, and closes it after `use`: every command but exec. Throws
 * SALLYPORT_UNSUPPORTED, before anything is opened, when the transport cannot do what the command needs.
 */
export async function useContainer<Method extends OptionalMethod, Result>(
  services: Services,
  id: string,
  needs: ContainerNeeds<Method>,
  use: (handle: HandleWith<Method>, container: ContainerRecord) => Promise<Result>,
): Promise<Result> {
  const target = await findTarget(services, id);
  const { container, transport, capabilities } = target;
  const demands = needs.methods.map((method) => demand(capabilityOfMethod[method], needs.asked));
  refuseUnsupported(transport, container.id, capabilities, [...demands, ...(needs.demands ?? [])]);
  await using handle = await openTarget(services.resolve(HOST), target);
  if (!hasMethods(handle, needs.methods)) {
    throw brokenContract(transport.id, `its handle lacks one of ${needs.methods.join(", ")}`);
  }
  return await use(handle, container);
}

/** For a container that was listed. */
export function openTransport(services: Services, container: ContainerRecord): Promise<SandboxHandle> {
  return openTarget(services.resolve(HOST), targetIn(services, container));
}
