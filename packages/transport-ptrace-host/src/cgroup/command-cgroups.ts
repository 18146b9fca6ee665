import type { ResourceLimits } from "@sallyport/core";
import type { Host } from "@sallyport/host";
import { cgroupsOfCommand } from "../container/container-cgroups.ts";
import type { InitProcess } from "../container/init-process.ts";
import type { CgroupDirectory } from "./directories.ts";
import { makeLimitedCgroups } from "./limited-cgroups.ts";
import { removeCgroups } from "./remove-cgroups.ts";

interface CommandCgroups {
  /** Those that the command has to be moved to. */
  readonly cgroups: readonly CgroupDirectory[];
  /** Removes those that were made for it alone, once it has ended: what is left in them is killed. */
  remove(this: void): Promise<void>;
}

/** The container's, or below them. Throws SALLYPORT_UNSUPPORTED for a limit that cgroups cannot hold there. */
export function commandCgroups(
  host: Host,
  init: InitProcess,
  sub: readonly string[] = [],
  limits: ResourceLimits = {},
): CommandCgroups {
  const { all, toJoin } = cgroupsOfCommand(host, init, sub);
  if (Object.values(limits).every((limit) => limit === undefined)) {
    return { cgroups: toJoin(), remove: async () => undefined };
  }
  const limited = makeLimitedCgroups(host, all(), limits);
  const replaced = new Set(limited.map(({ controllers }) => controllers.join(",")));
  const others = toJoin().filter(({ controllers }) => !replaced.has(controllers.join(",")));
  return { cgroups: [...limited, ...others], remove: () => removeCgroups(host, limited) };
}
