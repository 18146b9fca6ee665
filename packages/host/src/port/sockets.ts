/** Where a Unix socket listens. A path may have any length: one too long for sockaddr_un is reached through /proc/self/fd. */
export type SocketAddress =
  | { readonly kind: "path"; readonly path: string }
  /** `name` without the leading NUL; trailing NULs count. */
  | { readonly kind: "abstract"; readonly name: string };

export interface ReceivedMessage {
  /** Bytes put into the buffer; 0 at the end of the stream. */
  readonly length: number;
  /** Descriptors that came with it; the caller closes them. */
  readonly fds: readonly number[];
}

export interface PeerCredentials {
  readonly pid: number;
  readonly uid: number;
  readonly gid: number;
}

/** Unix sockets, of streams but for `sendDatagram`; every descriptor they return is non-blocking and close-on-exec. */
export interface Sockets {
  /** Connects now or throws: errno EAGAIN means that the listener's backlog is full. */
  connect(address: SocketAddress): number;
  pair(): readonly [number, number];
  /** Sends what fits; `fds` travel with the first byte (SCM_RIGHTS). Bytes sent; throws errno EAGAIN when none fits. */
  send(fd: number, bytes: Uint8Array, fds?: readonly number[]): number;
  /** @param maximumFds room for that many descriptors, 0 to 253. */
  receive(fd: number, buffer: Uint8Array, maximumFds?: number): ReceivedMessage;
  /** Sends one message to a datagram socket, whole or not at all: throws errno EAGAIN where there is no room for it. */
  sendDatagram(path: string, bytes: Uint8Array): void;
  /** Who connected, or who listened when we did (SO_PEERCRED). */
  peer(fd: number): PeerCredentials;
  shutdown(fd: number, direction: "read" | "write" | "both"): void;
  listen(address: SocketAddress, backlog: number): number;
  /** Throws errno EAGAIN when nobody waits. */
  accept(fd: number): number;
}
