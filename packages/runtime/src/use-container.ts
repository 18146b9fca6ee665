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
import { findTarget, openTarget, type Target, targetIn } from "./exec/find-target.ts";
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
  refuseNeeds(target, needs);
  await using handle = await openTarget(services.resolve(HOST), target);
  return await use(withMethods(target, handle, needs), target.container);
}

/**
 * A handle that is open, for what is asked of it.
 *
 * @throws SallyportError SALLYPORT_UNSUPPORTED when its transport cannot do that
 */
export function handleFor<Method extends OptionalMethod>(
  target: Target,
  handle: SandboxHandle,
  needs: ContainerNeeds<Method>,
): HandleWith<Method> {
  refuseNeeds(target, needs);
  return withMethods(target, handle, needs);
}

function refuseNeeds(
  { container, transport, capabilities }: Target,
  needs: ContainerNeeds<OptionalMethod>,
): void {
  const demands = needs.methods.map((method) => demand(capabilityOfMethod[method], needs.asked));
  refuseUnsupported(transport, container.id, capabilities, [...demands, ...(needs.demands ?? [])]);
}

function withMethods<Method extends OptionalMethod>(
  { transport }: Target,
  handle: SandboxHandle,
  { methods }: ContainerNeeds<Method>,
): HandleWith<Method> {
  if (hasMethods(handle, methods)) return handle;
  throw brokenContract(transport.id, `its handle lacks one of ${methods.join(", ")}`);
}

/** For a container that was listed. */
export function openTransport(services: Services, container: ContainerRecord): Promise<SandboxHandle> {
  return openTarget(services.resolve(HOST), targetIn(services, container));
}
