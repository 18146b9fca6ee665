import { hasErrno, type ResourceLimits, SallyportError, withContext } from "@sallyport/core";
import { type Host, readText } from "@sallyport/host";
import type { CgroupDirectory } from "./directories.ts";
import { type Limited, limitSettings } from "./limit-settings.ts";
import { removeEmptyCgroups } from "./remove-cgroups.ts";

const limitNames = ["memory", "pids", "cpu"] as const satisfies readonly Limited[];

/** Distinguishes the commands of one process. */
let made = 0;

/**
 * A cgroup below the command's in each hierarchy that a limit needs, with the limit. Throws SALLYPORT_UNSUPPORTED where
 * there can be none, and what the kernel says to a value; nothing is left then.
 */
export function makeLimitedCgroups(
  host: Host,
  cgroups: readonly CgroupDirectory[],
  limits: ResourceLimits,
): CgroupDirectory[] {
  const name = `sallyport-${host.process.pid}-${made++}`;
  const asked = limitNames.flatMap((limited) => {
    const limit = limits[limited];
    return limit === undefined ? [] : [{ limited, limit, parent: parentFor(host, cgroups, limited) }];
  });
  const parents = [...new Set(asked.map(({ parent }) => parent))];
  const children: CgroupDirectory[] = [];
  try {
    for (const parent of parents) {
      const path = `${parent.path}/${name}`;
      host.files.makeDirectory(path, 0o755);
      children.push({ ...parent, path });
      const mine = asked.filter((each) => each.parent === parent);
      for (const { limited, limit } of mine) setLimit(host, path, limited, limit, parent.version);
    }
  } catch (error) {
    removeEmptyCgroups(host, children);
    throw error;
  }
  return children;
}

function parentFor(host: Host, cgroups: readonly CgroupDirectory[], limited: Limited): CgroupDirectory {
  const legacy = cgroups.find(({ controllers }) => controllers.includes(limited));
  if (legacy !== undefined) return legacy;
  const unified = cgroups.find(({ version }) => version === 2);
  if (unified === undefined) throw refused(limited, `no cgroup of the container has controller ${limited}`);
  const divided = readText(host, `${unified.path}/cgroup.subtree_control`).split(/\s/);
  if (divided.includes(limited)) return unified;
  throw refused(
    limited,
    `cgroup ${unified.path} does not divide controller ${limited}, which on cgroup v2 none with processes of its own can`,
  );
}

function refused(limited: Limited, why: string): SallyportError {
  return new SallyportError("SALLYPORT_UNSUPPORTED", `--${limited} cannot be held to: ${why}`, {
    hint: "the container's own limits hold for the command too",
    details: { transport: "ptrace-host", capability: "limits", asked: `--${limited}` },
  });
}

function setLimit(host: Host, path: string, limited: Limited, limit: number, version: 1 | 2): void {
  for (const { file, value, optional = false } of limitSettings(limited, limit, version)) {
    try {
      write(host, `${path}/${file}`, value);
    } catch (error) {
      if (optional && hasErrno(error, "ENOENT")) continue;
      throw withContext(`--${limited} ${limit}`, error);
    }
  }
}

function write(host: Host, path: string, value: string): void {
  const fd = host.files.open(path, { access: "write" });
  try {
    host.descriptors.write(fd, host.text.encode(value));
  } finally {
    host.descriptors.close(fd);
  }
}
