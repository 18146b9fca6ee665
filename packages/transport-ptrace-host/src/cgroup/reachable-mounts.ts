import { hasErrno } from "@sallyport/core";
import { type Host, readText } from "@sallyport/host";
import { type CgroupMount, parseCgroupMounts } from "./mounts.ts";

/** This machine's cgroup mounts, without those that lie below another that was made over them later. */
export function reachableCgroupMounts(host: Host): CgroupMount[] {
  const mounts = parseCgroupMounts(readText(host, "/proc/self/mountinfo"));
  return mounts.filter((mount) => isReachable(host, mount));
}

function isReachable(host: Host, { mountPoint, device }: CgroupMount): boolean {
  try {
    return host.files.status(mountPoint).device === device;
  } catch (error) {
    if (hasErrno(error, "ENOENT", "ENOTDIR", "EACCES")) return false;
    throw error;
  }
}
