import { type ContainerRecord, hasErrno, SallyportError } from "@sallyport/core";
import type { Host } from "@sallyport/host";
import { openInit } from "./init-process.ts";

const SIGKILL = 9;
const patience = 10_000;

/** Kills a container's first process, and waits until it has ended. */
export async function killInit(host: Host, container: ContainerRecord): Promise<void> {
  const deadline = host.clock.sinceBoot() + patience;
  for (let delay = 1; isAlive(host, container); delay = Math.min(2 * delay, 100)) {
    if (host.clock.sinceBoot() > deadline) {
      throw new SallyportError("SALLYPORT_SYSTEM_CALL", "the container's first process does not end", {
        errno: "ETIMEDOUT",
      });
    }
    await host.clock.delay(delay).elapsed;
  }
}

function isAlive(host: Host, container: ContainerRecord): boolean {
  using init = openInit(host, container);
  if (init === undefined) return false;
  try {
    host.signals.send(init.pid, SIGKILL);
    return true;
  } catch (error) {
    if (hasErrno(error, "ESRCH")) return false;
    throw error;
  }
}
