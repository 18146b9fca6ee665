import type { Host } from "@sallyport/host";
import { startWaiter, type WaiterOptions } from "./start-waiter.ts";
import type { PumpTask } from "./waiter-task.ts";

/** Leaves a transfer to a process that outlives us. Throws as `startWaiter` does. */
export async function leaveToPump(
  host: Host,
  options: WaiterOptions,
  transfer: Omit<PumpTask, "kind">,
): Promise<void> {
  const waiter = await startWaiter(host, options);
  await waiter.handOver({ kind: "pump", ...transfer });
  waiter.close();
}
