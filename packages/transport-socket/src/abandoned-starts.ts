import type { Host } from "@sallyport/host";
import type { AbandonedStart } from "@sallyport/transport";
import type { ControlConnection } from "./connect-control.ts";
import { killRequest } from "./numbered-requests.ts";
import { closeConnection } from "./urpc/connection.ts";

/** Connections of starts that were given up, until somebody asks for them; the others are closed in the end. */
export interface AbandonedStarts extends Disposable {
  readonly add: (connection: ControlConnection) => void;
  take(): AbandonedStart | undefined;
}

export function createAbandonedStarts(host: Host, containerId: string): AbandonedStarts {
  const connections: ControlConnection[] = [];
  let disposed = false;
  return {
    add(connection) {
      if (disposed) closeConnection(host, connection.fd);
      else connections.push(connection);
    },
    take() {
      const connection = connections.shift();
      if (connection === undefined) return undefined;
      return {
        socket: connection.fd,
        address: connection.address,
        killRequest: killRequest(containerId),
      };
    },
    [Symbol.dispose]() {
      disposed = true;
      for (const { fd } of connections.splice(0)) closeConnection(host, fd);
    },
  };
}
