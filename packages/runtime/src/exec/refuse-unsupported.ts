import { type ContainerRecord, type ExecRequest, SallyportError } from "@sallyport/core";
import type { SandboxTransport } from "@sallyport/transport";

/** Compares what is asked with what the transport can do for that container, before anything is opened. */
export function refuseUnsupported(
  transport: SandboxTransport,
  container: ContainerRecord,
  request: ExecRequest,
): void {
  const can = transport.capabilities(container);
  if (request.passFds.length > 0 && !can.passFds) throw refusal(transport, container, "--pass-fd");
  if (request.execFd !== undefined && !can.execFd) throw refusal(transport, container, "--exec-fd");
}

function refusal(transport: SandboxTransport, container: ContainerRecord, asked: string): SallyportError {
  const release = container.sandbox?.version ?? "of a release before 2023";
  return new SallyportError(
    "SALLYPORT_UNSUPPORTED",
    `${asked} cannot be done in container "${container.id}": its sandbox (${release}) takes descriptors 0 to 2 alone`,
    {
      hint: "gVisor passes descriptors since release 20230320 and runs a given one since 20230403",
      details: { transport: transport.id, capability: asked, containerId: container.id },
    },
  );
}
