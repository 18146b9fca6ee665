import { hasErrno } from "@sallyport/core";
import { exists, type Host, readText } from "@sallyport/host";
import type { CgroupDirectory } from "./directories.ts";
import { type AskedLimit, limitRefused } from "./set-limit.ts";
import { writeFile } from "./write-file.ts";

/**
 * Throws SALLYPORT_UNSUPPORTED for a limit that a cgroup of v2 cannot hold to beside the processes that the command's
 * own cgroup has: a controller of memory is no threaded one (cgroups(7)).
 */
export function requireDivisible(host: Host, asked: AskedLimit): void {
  const { limited, directory } = asked;
  if (directory.version === 1 || limited !== "memory" || isDivided(host, asked)) return;
  throw limitRefused(
    limited,
    `cgroup ${directory.path} does not divide controller ${limited}, which on cgroup v2 none with processes of its own can`,
    "the container's own limits hold for the command too",
  );
}

/**
 * Has the controllers of limits in a new cgroup. One that has processes of its own on v2 can pass on threaded
 * controllers alone, and to threaded cgroups alone: it becomes the root of such, which it stays. Throws
 * SALLYPORT_UNSUPPORTED where that cannot be.
 *
 * @param asked all of the same parent
 */
export function divide(host: Host, asked: readonly AskedLimit[], child: CgroupDirectory): void {
  if (child.version === 1) return;
  for (const each of asked) {
    const { limited, directory } = each;
    try {
      if (!isDivided(host, each)) writeFile(host, `${directory.path}/cgroup.subtree_control`, `+${limited}`);
      if (isThreaded(host, directory)) writeFile(host, `${child.path}/cgroup.type`, "threaded");
    } catch (error) {
      if (hasErrno(error, "EOPNOTSUPP", "EBUSY")) {
        const why = `cgroup ${directory.path} has processes beside its parts, and cannot be divided by controller ${limited}`;
        throw limitRefused(limited, why);
      }
      if (hasErrno(error, "ENOENT")) {
        throw limitRefused(limited, `cgroup ${directory.path} has no controller ${limited}`);
      }
      throw error;
    }
  }
}

function isDivided(host: Host, { limited, directory: { path } }: AskedLimit): boolean {
  return readText(host, `${path}/cgroup.subtree_control`).split(/\s/).includes(limited);
}

/** Part of a threaded subtree, as its root or below. The root of all cgroups has no type. */
function isThreaded(host: Host, { path }: CgroupDirectory): boolean {
  const file = `${path}/cgroup.type`;
  return exists(host, file) && readText(host, file).includes("threaded");
}
