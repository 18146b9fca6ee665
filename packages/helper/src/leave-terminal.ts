import type { Host } from "@sallyport/host";
import { startWaiter, type WaiterOptions } from "./start-waiter.ts";

/**
 * Leaves a command's terminal to a process that reads it on, until the command has closed it. Throws as `startWaiter`
 * does.
 */
export async function leaveTerminal(host: Host, options: WaiterOptions, master: number): Promise<void> {
  const waiter = await startWaiter(host, options);
  await waiter.handOver({ kind: "drain", master });
  waiter.close();
}
