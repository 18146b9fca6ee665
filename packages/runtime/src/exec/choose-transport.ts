import { type ContainerKind, type ContainerRecord, SallyportError } from "@sallyport/core";
import type { SandboxTransport } from "@sallyport/transport";

const transportOfKind: Readonly<Partial<Record<ContainerKind, string>>> = {
  runsc: "socket",
  runc: "ptrace-host",
  crun: "ptrace-host",
  sallyport: "ptrace-host",
};

/** The transport asked for by id, else the one that the container's kind is reached by. */
export function chooseTransport(
  transports: readonly SandboxTransport[],
  container: ContainerRecord,
  asked: string | undefined,
): SandboxTransport {
  const id = asked ?? transportOfKind[container.kind] ?? container.kind;
  const transport = transports.find((candidate) => candidate.id === id);
  if (transport !== undefined) return transport;
  const known = transports.map((candidate) => candidate.id).join(", ");
  throw new SallyportError("SALLYPORT_UNSUPPORTED", `transport "${id}" is unknown`, {
    hint: `known transports: ${known}`,
    details: { transport: id },
  });
}
