import { hasErrno, type ResourceLimits, SallyportError, withContext } from "@sallyport/core";
import type { Host } from "@sallyport/host";
import type { CgroupDirectory } from "./directories.ts";
import { type Limited, limitSettings } from "./limit-settings.ts";
import { writeFile } from "./write-file.ts";

const limitNames = ["memory", "pids", "cpu"] as const satisfies readonly Limited[];

/** A limit, and the cgroup of its hierarchy. */
export interface AskedLimit {
  readonly limited: Limited;
  readonly limit: number;
  readonly directory: CgroupDirectory;
}

/** Each in the hierarchy of v1 that has its controller, else in that of v2. Throws SALLYPORT_UNSUPPORTED. */
export function askedLimits(cgroups: readonly CgroupDirectory[], limits: ResourceLimits): AskedLimit[] {
  return limitNames.flatMap((limited) => {
    const limit = limits[limited];
    if (limit === undefined) return [];
    const directory =
      cgroups.find(({ controllers }) => controllers.includes(limited)) ??
      cgroups.find(({ version }) => version === 2);
    if (directory !== undefined) return [{ limited, limit, directory }];
    throw limitRefused(limited, `no cgroup of the container has controller ${limited}`);
  });
}

/** Throws SALLYPORT_UNSUPPORTED where the cgroup has not the controller, and what the kernel says to a value. */
export function setLimit(host: Host, { limited, limit, directory }: AskedLimit): void {
  const { path, version } = directory;
  for (const { file, value, optional = false } of limitSettings(limited, limit, version)) {
    try {
      writeFile(host, `${path}/${file}`, value);
    } catch (error) {
      if (!hasErrno(error, "ENOENT")) throw withContext(`--${limited} ${limit}`, error);
      if (!optional) throw limitRefused(limited, `cgroup ${path} has no ${file}`);
    }
  }
}

export function limitRefused(limited: Limited, why: string, hint?: string): SallyportError {
  return new SallyportError("SALLYPORT_UNSUPPORTED", `--${limited} cannot be held to: ${why}`, {
    ...(hint && { hint }),
    details: { transport: "ptrace-host", capability: "limits", asked: `--${limited}` },
  });
}
