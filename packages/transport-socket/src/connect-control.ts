import {
  type ContainerRecord,
  errnoMessage,
  isSallyportError,
  quoted,
  SallyportError,
} from "@sallyport/core";
import { connectSocket, type Host, type SocketAddress } from "@sallyport/host";
import { controlAddresses, formatAddress } from "./control-address.ts";

export interface ControlConnection {
  readonly fd: number;
  /** Where it listens. */
  readonly address: SocketAddress;
}

/**
 * A connection to the sandbox's control socket, wherever it listens.
 *
 * @throws SallyportError SALLYPORT_CONNECT_FAILED with the errno of the recorded address, SALLYPORT_NOT_RUNNING
 * when the container has no sandbox any more.
 */
export async function connectControl(host: Host, container: ContainerRecord): Promise<ControlConnection> {
  const { sandbox } = container;
  if (sandbox === undefined) {
    throw new SallyportError("SALLYPORT_NOT_RUNNING", `container ${quoted(container.id)} has no sandbox`);
  }
  const addresses = controlAddresses(container);
  let first: SallyportError | undefined;
  for (const address of addresses) {
    try {
      return { fd: await connectSocket(host, address), address };
    } catch (error) {
      if (!isSallyportError(error) || error.errno === undefined) throw error;
      first ??= error;
      // It listens there, and its backlog is full: another address would be another server.
      if (error.errno === "EAGAIN") break;
    }
  }
  const errno = first?.errno ?? "ENOENT";
  throw new SallyportError(
    "SALLYPORT_CONNECT_FAILED",
    `connecting to control server at PID ${sandbox.pid}: ${errnoMessage(errno)}`,
    { errno, cause: first, hint: `tried ${addresses.map(formatAddress).join(", ")}` },
  );
}
