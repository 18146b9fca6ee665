import { hasErrno } from "@sallyport/core";
import type { Host } from "@sallyport/host";
import { startWaiter, type Waiter, type WaiterOptions } from "./start-waiter.ts";
import { doneByte } from "./waiter-format.ts";
import type { GuardTask } from "./waiter-task.ts";

/** Acts when the last holder of `control` ends without `done`. */
export interface Guard extends Pick<Waiter, "pid" | "exited" | "control" | "close"> {
  /** It is needed no longer: it ends and does nothing. */
  done(): void;
}

/** Starts a waiter with the task of a guard. Throws as `startWaiter` does. */
export async function startGuard(host: Host, options: WaiterOptions, task: GuardTask): Promise<Guard> {
  const waiter = await startWaiter(host, options);
  await waiter.handOver(task);
  const { pid, exited, control, close } = waiter;
  return {
    pid,
    exited,
    control,
    close,
    done() {
      try {
        host.sockets.send(control, Uint8Array.of(doneByte));
      } catch (error) {
        // It has been killed: nothing is left to be called off.
        if (!hasErrno(error, "EPIPE", "ECONNRESET")) throw error;
      } finally {
        close();
      }
    },
  };
}
