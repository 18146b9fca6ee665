import { hasErrno } from "@sallyport/core";
import type { Host } from "@sallyport/host";
import { launchWaiter, type Waiter, type WaiterOptions } from "./start-waiter.ts";
import { doneByte } from "./waiter-format.ts";
import type { GuardTask } from "./waiter-task.ts";

/** Acts, once it has its task, when the last holder of `control` ends without `done`. */
export interface Guard extends Pick<Waiter, "pid" | "exited" | "control" | "close"> {
  handOver(task: GuardTask): Promise<void>;
  /** It is needed no longer: it ends and does nothing. */
  done(): void;
}

/** Starts a waiter with the task of a guard. Throws as `startWaiter` does. */
export async function startGuard(host: Host, options: WaiterOptions, task: GuardTask): Promise<Guard> {
  const guard = launchGuard(host, options);
  await guard.handOver(task);
  return guard;
}

/** Starts a waiter that is to be a guard. Throws as `launchWaiter` does. */
export function launchGuard(host: Host, options: WaiterOptions): Guard {
  const waiter = launchWaiter(host, options);
  const { pid, exited, control, close } = waiter;
  let hasTask = false;
  return {
    pid,
    exited,
    control,
    close,
    handOver(task) {
      hasTask = true;
      return waiter.handOver(task);
    },
    done() {
      if (!hasTask) return close();
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
