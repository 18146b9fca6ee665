import { isSallyportError, messageOf, SallyportError, type ContainerRecord } from "@sallyport/core";
import {
  CONTAINER_STORE,
  type ContainerListing,
  listExternal,
  openTransport,
  type Services,
} from "@sallyport/runtime";
import { checkOpenOptions } from "./check-open-options.ts";
import { libraryServices } from "./library-services.ts";
import type { OpenOptions } from "./open-options.ts";
import type { SandboxSummary } from "./sandbox-info.ts";

/**
 * The containers there are, in order of id, each with its status as its sandbox tells it.
 *
 * @throws SallyportError when the state directory cannot be read; one whose own state cannot be read is in the list
 * @example
 * for (const { id, status } of await listSandboxes({ root: "/run/runsc" })) console.log(id, status);
 */
export async function listSandboxes(options: OpenOptions = {}): Promise<readonly SandboxSummary[]> {
  checkOpenOptions(options);
  const services = await libraryServices(options);
  const { containers, unreadable } = await listed(services);
  const summaries = await Promise.all(containers.map((container) => summaryOf(services, container)));
  const failures = unreadable.map(
    ({ id, error }) => ({ id, status: "unknown", error: asOurs(error) }) as const,
  );
  return [...summaries, ...failures].toSorted((one, other) => (one.id < other.id ? -1 : 1));
}

async function listed(services: Services): Promise<ContainerListing> {
  const external = await listExternal(services);
  return external === undefined
    ? services.resolve(CONTAINER_STORE).list()
    : { containers: external, unreadable: [] };
}

async function summaryOf(services: Services, container: ContainerRecord): Promise<SandboxSummary> {
  const { id, createdAt, owner, sandbox } = container;
  const status = await statusOf(services, container);
  return {
    id,
    status,
    ...(createdAt === "" ? {} : { createdAt }),
    ...(owner === "" ? {} : { owner }),
    ...(sandbox === undefined || status === "stopped" ? {} : { pid: sandbox.pid }),
  };
}

async function statusOf(services: Services, container: ContainerRecord): Promise<ContainerRecord["status"]> {
  // Its transport has just told.
  if (container.kind === "external") return container.status;
  await using handle = await openTransport(services, container);
  return ((await handle.state?.()) ?? container).status;
}

function asOurs(error: unknown): SallyportError {
  if (isSallyportError(error)) return error;
  return new SallyportError("SALLYPORT_INTERNAL", messageOf(error), { cause: error });
}
