import { type OciLinux, SallyportError } from "@sallyport/core";
import { type Host, readText } from "@sallyport/host";
import { type CgroupDirectory, cgroupDirectories } from "./directories.ts";
import { type Membership, parseMemberships } from "./memberships.ts";
import { reachableCgroupMounts } from "./reachable-mounts.ts";
import { processesIn } from "./use-cgroups.ts";

/**
 * Where a container's cgroups are to be: one in each hierarchy that is mounted. Throws SALLYPORT_UNSUPPORTED, and
 * SALLYPORT_EXISTS where there are processes: whatever is in a container's cgroups is killed with it.
 */
export function placeCgroups(
  host: Host,
  { cgroupsPath }: Pick<OciLinux, "cgroupsPath">,
  defaultName: string,
): CgroupDirectory[] {
  if (cgroupsPath !== undefined && /^[^/]*:[^/]*:[^/]*$/.test(cgroupsPath)) throw ofSystemd(cgroupsPath);
  const own = parseMemberships(readText(host, "/proc/self/cgroup"));
  const directories = cgroupDirectories(
    own.map((membership) => ({ ...membership, path: placeBeside(membership, cgroupsPath || defaultName) })),
    reachableCgroupMounts(host),
  );
  const occupied = directories.find((directory) => processesIn(host, [directory]).length > 0);
  if (occupied === undefined) return directories;
  throw new SallyportError("SALLYPORT_EXISTS", `cgroup ${occupied.path} has processes in it already`);
}

function placeBeside({ controllers, path }: Membership, wanted: string): string {
  // A cgroup v2 that has processes passes no controllers on: beside ours, not below it.
  const base = controllers.length === 0 ? path.replace(/\/[^/]*$/, "") : path;
  const names = `${wanted.startsWith("/") ? "" : base}/${wanted}`.split("/");
  return `/${names.filter((name) => !["", ".", ".."].includes(name)).join("/")}`;
}

function ofSystemd(path: string): SallyportError {
  return new SallyportError(
    "SALLYPORT_UNSUPPORTED",
    `cgroup ${path} is one that systemd would have to make`,
    {
      hint: "linux.cgroupsPath is a path, such as /machine/web",
    },
  );
}
