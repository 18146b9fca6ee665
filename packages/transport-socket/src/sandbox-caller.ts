import { type ContainerRecord, quoted, SallyportError } from "@sallyport/core";
import type { Host } from "@sallyport/host";
import { connectControl, type ControlConnection } from "./connect-control.ts";
import { startCall, type UrpcCall } from "./urpc/call.ts";

/** How a call with a time limit ended; `connection` is one on which the reply is still to come, for the caller to close. */
type TimedResult =
  | { readonly late: false; readonly result: unknown }
  | { readonly late: true; readonly connection: ControlConnection | undefined };

/** Calls into one sandbox, each on a connection of its own; disposing it gives up those under way. */
export interface SandboxCaller extends AsyncDisposable {
  /** @throws SallyportError of the connection, of the protocol, or SALLYPORT_REMOTE with the sandbox's own text. */
  call(method: string, argument: unknown, fds?: readonly number[]): Promise<unknown>;
  /** As `call`, for that many milliseconds at most. */
  callWithin(
    milliseconds: number,
    method: string,
    argument: unknown,
    fds: readonly number[],
  ): Promise<TimedResult>;
}

export function createSandboxCaller(host: Host, container: ContainerRecord): SandboxCaller {
  const underWay = new Set<UrpcCall>();
  let disposed = false;

  function start(
    method: string,
    argument: unknown,
    fds: readonly number[],
    connected?: (connection: ControlConnection) => void,
  ): UrpcCall {
    if (disposed) throw closedError(container.id, method);
    const connect = async (): Promise<number> => {
      const connection = await connectControl(host, container);
      connected?.(connection);
      return connection.fd;
    };
    const call = startCall(host, connect, { method, argument, fds });
    underWay.add(call);
    const ended = (): void => void underWay.delete(call);
    call.result.then(ended, ended);
    return call;
  }

  return {
    async call(method, argument, fds = []) {
      return await start(method, argument, fds).result;
    },
    async callWithin(milliseconds, method, argument, fds) {
      let connection: ControlConnection | undefined;
      const call = start(method, argument, fds, (made) => (connection = made));
      const delay = host.clock.delay(milliseconds);
      try {
        return await Promise.race([
          call.result.then((result) => ({ late: false, result }) as const),
          delay.elapsed.then(() => {
            const taken = call.take() !== undefined;
            call.close();
            // It may still wait for a place in the backlog: not our caller's time.
            underWay.delete(call);
            return { late: true, connection: taken ? connection : undefined } as const;
          }),
        ]);
      } finally {
        delay.cancel();
      }
    },
    async [Symbol.asyncDispose]() {
      disposed = true;
      const calls = [...underWay];
      for (const call of calls) call.close();
      await Promise.allSettled(calls.map((call) => call.result));
    },
  };
}

function closedError(containerId: string, method: string): SallyportError {
  return new SallyportError(
    "SALLYPORT_CONNECTION_LOST",
    `urpc method "${method}" failed: the handle of container ${quoted(containerId)} is closed`,
  );
}
