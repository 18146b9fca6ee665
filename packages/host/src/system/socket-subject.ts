import type { SocketAddress } from "../port/sockets.ts";

/** How messages name an address: the path, or `@name` without its trailing NULs. */
export function socketSubject(address: SocketAddress): string {
  return address.kind === "path" ? address.path : `@${address.name.replace(/\0+$/, "")}`;
}
