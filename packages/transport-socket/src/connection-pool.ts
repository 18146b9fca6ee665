import type { ContainerRecord } from "@sallyport/core";
import type { Host, SocketAddress } from "@sallyport/host";
import { connectControl, type ControlConnection } from "./connect-control.ts";
import { closeConnection } from "./urpc/connection.ts";

/**
 * Connections to one sandbox, used by one call after the other: a server takes a next request on a connection, but loses
 * one that is sent before its reply to the last (gVisor facts, 1.1).
 */
export interface ConnectionPool extends Disposable {
  /** The caller's own until he gives or closes it. Throws as `connectControl` does. */
  take(): Promise<ControlConnection>;
  /** Takes back one on which nothing is to come any more. */
  give(connection: ControlConnection): void;
  /** Where the sandbox listens, for another program: found out by connecting, unless that was done before. */
  address(): Promise<SocketAddress>;
}

/** Connections that wait for a call; a server's backlog is as long. */
const mostIdle = 16;

export function createConnectionPool(host: Host, container: ContainerRecord): ConnectionPool {
  const idle: ControlConnection[] = [];
  let known: SocketAddress | undefined;
  let disposed = false;
  const pool: ConnectionPool = {
    async take() {
      for (let connection = idle.pop(); connection !== undefined; connection = idle.pop()) {
        if (isQuiet(host, connection.fd)) return connection;
        closeConnection(host, connection.fd);
      }
      const connection = await connectControl(host, container);
      known = connection.address;
      return connection;
    },
    give(connection) {
      if (disposed || idle.length >= mostIdle) closeConnection(host, connection.fd);
      else idle.push(connection);
    },
    async address() {
      if (known !== undefined) return known;
      const connection = await pool.take();
      pool.give(connection);
      return connection.address;
    },
    [Symbol.dispose]() {
      disposed = true;
      for (const { fd } of idle.splice(0)) closeConnection(host, fd);
    },
  };
  return pool;
}

/** False for a connection that the server has ended, as it does when its sandbox is restored, or on which something came. */
function isQuiet(host: Host, fd: number): boolean {
  try {
    return host.descriptors.tryRead(fd, new Uint8Array(1)) === undefined;
  } catch {
    return false;
  }
}
