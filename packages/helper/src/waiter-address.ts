import { systemError } from "@sallyport/core";
import type { Host, SocketAddress } from "@sallyport/host";
import { addressDescriptor } from "./waiter-format.ts";

/** Bytes of sun_path (unix(7)). */
const roomForPath = 108;

export interface WaiterAddress {
  /** A sockaddr_un as connect(2) takes it, for a process whose working directory is `/`. */
  readonly bytes: Uint8Array;
  /** Holds the socket of a path too long for an address; the caller passes it on and closes it. */
  readonly holder: number | undefined;
}

/** The address as the waiter uses it. Throws what opening a path that is too long for sockaddr_un fails with. */
export function waiterAddress(host: Host, address: SocketAddress): WaiterAddress {
  if (address.kind === "abstract") {
    const name = host.text.encode(address.name);
    if (name.length >= roomForPath) throw systemError("connect", "abstract socket name", "ENAMETOOLONG");
    return { bytes: socketAddress([0, ...name]), holder: undefined };
  }
  const path = address.path.startsWith("/")
    ? address.path
    : `${host.process.workingDirectory()}/${address.path}`;
  const bytes = host.text.encode(path);
  if (bytes.length < roomForPath) return { bytes: socketAddress([...bytes, 0]), holder: undefined };
  const holder = host.files.open(path, { access: "path" });
  const through = host.text.encode(`/proc/self/fd/${addressDescriptor}`);
  return { bytes: socketAddress([...through, 0]), holder };
}

/** AF_UNIX is 1; the family is a 16-bit number, little-endian here. */
function socketAddress(path: readonly number[]): Uint8Array {
  return Uint8Array.from([1, 0, ...path]);
}
