import { type ContainerRecord, quoted, SallyportError } from "@sallyport/core";
import type { Host } from "@sallyport/host";
import type { ControlConnection } from "./connect-control.ts";
import type { ConnectionPool } from "./connection-pool.ts";
import { startCall, type UrpcCall } from "./urpc/call.ts";

/** Takes a connection on which the reply is still to come, and closes it. */
type TakeConnection = (connection: ControlConnection) => void;

/** Calls into one sandbox, each with a connection to itself; disposing it gives up those under way, and the pool. */
export interface SandboxCaller extends AsyncDisposable {
  /** @throws SallyportError of the connection, of the protocol, or SALLYPORT_REMOTE with the sandbox's own text. */
  call(method: string, argument: unknown, fds?: readonly number[]): Promise<unknown>;
  /** As `call`; `close` gives it up. */
  begin(method: string, argument: unknown): Pick<UrpcCall, "result" | "close">;
  /** As `call`, unless the limit rejects first; if the sandbox has all of the request by then, its answer is `abandon`'s. */
  callUntil(
    limit: Promise<never>,
    abandon: TakeConnection,
    method: string,
    argument: unknown,
    fds: readonly number[],
  ): Promise<unknown>;
}

export function createSandboxCaller(
  host: Host,
  pool: ConnectionPool,
  container: ContainerRecord,
): SandboxCaller {
  const underWay = new Set<UrpcCall>();
  let disposed = false;

  function start(
    method: string,
    argument: unknown,
    fds: readonly number[],
    connected?: (connection: ControlConnection) => void,
  ): UrpcCall {
    if (disposed) throw closedError(container.id, method);
    let connection: ControlConnection | undefined;
    const connect = async (): Promise<number> => {
      connection = await pool.take();
      connected?.(connection);
      return connection.fd;
    };
    const keep = (): void => {
      if (connection !== undefined) pool.give(connection);
    };
    const call = startCall(host, { connect, keep }, { method, argument, fds });
    underWay.add(call);
    const ended = (): void => void underWay.delete(call);
    call.result.then(ended, ended);
    return call;
  }

  return {
    async call(method, argument, fds = []) {
      return await start(method, argument, fds).result;
    },
    begin: (method, argument) => start(method, argument, []),
    async callUntil(limit, abandon, method, argument, fds) {
      let connection: ControlConnection | undefined;
      const call = start(method, argument, fds, (made) => (connection = made));
      const over = limit.catch((error: unknown) => {
        const taken = call.take() !== undefined;
        call.close();
        // It may still wait for a place in the backlog: not our caller's time.
        underWay.delete(call);
        if (taken && connection !== undefined) abandon(connection);
        throw error;
      });
      return await Promise.race([call.result, over]);
    },
    async [Symbol.asyncDispose]() {
      disposed = true;
      const calls = [...underWay];
      for (const call of calls) call.close();
      await Promise.allSettled(calls.map((call) => call.result));
      pool[Symbol.dispose]();
    },
  };
}

function closedError(containerId: string, method: string): SallyportError {
  return new SallyportError(
    "SALLYPORT_CONNECTION_LOST",
    `urpc method "${method}" failed: the handle of container ${quoted(containerId)} is closed`,
  );
}
