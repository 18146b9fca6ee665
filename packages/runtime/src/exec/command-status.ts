import { decodeWaitStatus, SallyportError, type WaitStatus } from "@sallyport/core";
import { readCommandStatus, type Waiter } from "@sallyport/helper";
import type { Host } from "@sallyport/host";

/**
 * How the command ended, told by the process that stands for it. Throws SALLYPORT_CONNECTION_LOST when that one was
 * killed, or lost the sandbox.
 */
export async function commandStatus(host: Host, standIn: Waiter, pid: number): Promise<WaitStatus> {
  const status = await readCommandStatus(host, standIn);
  if (status !== undefined) return decodeWaitStatus(status);
  const end = decodeWaitStatus(await standIn.exited);
  const reason =
    end.kind === "signaled"
      ? `process ${standIn.pid}, which stood for the command, was killed by signal ${end.signal}`
      : "the connection to the sandbox ended before it told how the command did: EOF";
  throw new SallyportError("SALLYPORT_CONNECTION_LOST", `waiting on pid ${pid}: ${reason}`);
}
