import { decodeWaitStatus, SallyportError, type WaitStatus } from "@sallyport/core";
import { readCommandStatus, type Waiter } from "@sallyport/helper";
import type { Host } from "@sallyport/host";

/** How the command ended, told by the process that stands for it. */
export async function commandStatus(host: Host, standIn: Waiter): Promise<WaitStatus> {
  const status = await readCommandStatus(host, standIn);
  if (status !== undefined) return decodeWaitStatus(status);
  throw new SallyportError(
    "SALLYPORT_CONNECTION_LOST",
    `process ${standIn.pid}, which stood for the command, ended without telling how the command did`,
  );
}
