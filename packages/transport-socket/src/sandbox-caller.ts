import { type ContainerRecord, quoted, SallyportError } from "@sallyport/core";
import type { Host } from "@sallyport/host";
import { connectControl } from "./connect-control.ts";
import { startCall, type UrpcCall } from "./urpc/call.ts";

/** Calls into one sandbox, each on a connection of its own; disposing it gives up those under way. */
export interface SandboxCaller extends AsyncDisposable {
  /** @throws SallyportError of the connection, of the protocol, or SALLYPORT_REMOTE with the sandbox's own text. */
  call(method: string, argument: unknown, fds?: readonly number[]): Promise<unknown>;
}

export function createSandboxCaller(host: Host, container: ContainerRecord): SandboxCaller {
  const underWay = new Set<UrpcCall>();
  let disposed = false;

  return {
    async call(method, argument, fds = []) {
      if (disposed) throw closedError(container.id, method);
      const call = startCall(host, () => connectControl(host, container), { method, argument, fds });
      underWay.add(call);
      try {
        return await call.result;
      } finally {
        underWay.delete(call);
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
