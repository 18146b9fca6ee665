import type { ResourceLimits } from "@sallyport/core";
import type { Host } from "@sallyport/host";
import { clientName, ourselves } from "./client-name.ts";
import type { CgroupDirectory } from "./directories.ts";
import { divide, requireDivisible } from "./divide.ts";
import { removeAbandoned } from "./remove-abandoned.ts";
import { removeEmptyCgroups } from "./remove-cgroups.ts";
import { askedLimits, setLimit } from "./set-limit.ts";

/** Distinguishes the commands of one process. */
let made = 0;

/**
 * A cgroup below the command's in each hierarchy that a limit needs, with the limit. Throws SALLYPORT_UNSUPPORTED where
 * there can be none, and what the kernel says to a value; nothing is left then. What clients that were killed have left
 * there is removed.
 */
export function makeLimitedCgroups(
  host: Host,
  cgroups: readonly CgroupDirectory[],
  limits: ResourceLimits,
): CgroupDirectory[] {
  const asked = askedLimits(cgroups, limits);
  for (const each of asked) requireDivisible(host, each);
  const client = ourselves(host);
  removeAbandoned(host, cgroups, client);
  const name = clientName(client, made++);
  const children: CgroupDirectory[] = [];
  try {
    for (const parent of new Set(asked.map(({ directory }) => directory))) {
      const child = { ...parent, path: `${parent.path}/${name}` };
      host.files.makeDirectory(child.path, 0o755);
      children.push(child);
      const mine = asked.filter(({ directory }) => directory === parent);
      divide(host, mine, child);
      for (const each of mine) setLimit(host, { ...each, directory: child });
    }
  } catch (error) {
    removeEmptyCgroups(host, children);
    throw error;
  }
  return children;
}
