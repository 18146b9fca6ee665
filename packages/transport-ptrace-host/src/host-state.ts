import type { ContainerRecord } from "@sallyport/core";
import type { Host } from "@sallyport/host";
import type { ContainerState } from "@sallyport/transport";
import { containerCgroups, isPaused } from "./container/container-cgroups.ts";
import { openInit } from "./container/init-process.ts";
import { isGone } from "./container/is-gone.ts";

/** The container now: its first process tells whether it runs, its cgroup's freezer whether it is paused. */
export function hostState(host: Host, container: ContainerRecord): ContainerState {
  using init = openInit(host, container);
  if (init === undefined) return { status: "stopped" };
  try {
    const paused = isPaused(host, containerCgroups(host, init));
    return { status: paused ? "paused" : container.status, pid: init.pid };
  } catch (error) {
    if (isGone(error)) return { status: "stopped" };
    throw error;
  }
}
