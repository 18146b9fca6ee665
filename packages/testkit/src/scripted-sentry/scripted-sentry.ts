import { hasErrno, systemError } from "@sallyport/core";
import type { Host, SocketAddress } from "@sallyport/host";
import { createNodeHost } from "@sallyport/host/node";
import type { SentryRequest, SentryScript } from "./sentry-script.ts";
import { serveConnection } from "./serve-connection.ts";
import { whenReady } from "./when-ready.ts";

/** gVisor's backlog (pkg/unet). */
const backlog = 16;

export interface ScriptedSentryOptions {
  readonly address: SocketAddress;
  readonly script: SentryScript;
}

/** A control server on a real socket that answers by a script. */
export interface ScriptedSentry {
  /** All requests so far, in the order in which they were complete. */
  readonly requests: readonly SentryRequest[];
  /** Connections that are open now. */
  readonly openConnections: () => number;
  /** Ends all connections at once, stops listening, and settles when the script has; removes the socket's file. */
  close(): Promise<void>;
}

/** Starts listening; throws what bind(2) fails with. */
export async function startScriptedSentry(options: ScriptedSentryOptions): Promise<ScriptedSentry> {
  const host = createNodeHost();
  const listener = host.sockets.listen(options.address, backlog);
  return serveScript(host, listener, options);
}

/** The same on a socket that listens already, which the sentry then owns. */
export function serveScript(host: Host, listener: number, options: ScriptedSentryOptions): ScriptedSentry {
  const requests: SentryRequest[] = [];
  const connections = new Map<number, Promise<void>>();
  let closed = false;

  async function serve(connection: number): Promise<void> {
    try {
      await serveConnection(host, connection, options.script, (request) => requests.push(request));
    } catch (error) {
      // A client that gives up is part of the game.
      if (!hasErrno(error, "EPIPE", "ECONNRESET", "ENOTCONN")) throw error;
    } finally {
      connections.delete(connection);
      host.descriptors.close(connection);
    }
  }

  /** Ends by an error: that of the wait when the listener is closed. */
  async function acceptAll(): Promise<never> {
    for (;;) {
      const connection = await whenReady(host, listener, "readable", accept);
      connections.set(connection, serve(connection));
    }
  }

  function accept(): number {
    if (closed) throw systemError("accept", undefined, "ECANCELED");
    return host.sockets.accept(listener);
  }

  const accepting = acceptAll().catch((error: unknown) => {
    if (!hasErrno(error, "ECANCELED")) throw error;
  });

  return {
    requests,
    openConnections: () => connections.size,
    async close() {
      if (closed) return;
      closed = true;
      for (const connection of connections.keys()) host.sockets.shutdown(connection, "both");
      // Cancels the wait for connections.
      host.descriptors.close(listener);
      await accepting;
      await Promise.all(connections.values());
      if (options.address.kind === "path") host.files.remove(options.address.path);
    },
  };
}
