import { hasErrno } from "@sallyport/core";
import { type Host, readText } from "@sallyport/host";
import { type CgroupDirectory, cgroupDirectories, differingMemberships } from "../cgroup/directories.ts";
import { type Membership, parseMemberships } from "../cgroup/memberships.ts";
import { reachableCgroupMounts } from "../cgroup/reachable-mounts.ts";
import { withSubCgroups } from "../cgroup/sub-cgroups.ts";
import { isGone } from "./is-gone.ts";
import type { InitProcess } from "./init-process.ts";

/** The cgroups of a container's init. */
export function containerCgroups(host: Host, init: InitProcess): CgroupDirectory[] {
  return directoriesOf(host, membershipsOf(host, `${init.path}/cgroup`));
}

/** Those that a command is to be in: the init's, or below them. @param sub what `--cgroup` says */
export function cgroupsOfCommand(host: Host, init: InitProcess, sub: readonly string[]) {
  const theirs = withSubCgroups(membershipsOf(host, `${init.path}/cgroup`), sub);
  const toJoin = differingMemberships(theirs, membershipsOf(host, "/proc/self/cgroup"));
  return {
    all: () => directoriesOf(host, theirs),
    /** Those that it has to be moved to. */
    toJoin: () => directoriesOf(host, toJoin),
  };
}

/** Whether the container's processes are held by the freezer. */
export function isPaused(host: Host, cgroups: readonly CgroupDirectory[]): boolean {
  return cgroups.some(({ version, controllers, path }) => {
    if (version === 2) return /^frozen 1$/m.test(readOptional(host, `${path}/cgroup.events`));
    if (!controllers.includes("freezer")) return false;
    return /^(FROZEN|FREEZING)$/m.test(readOptional(host, `${path}/freezer.state`));
  });
}

function membershipsOf(host: Host, path: string): Membership[] {
  return parseMemberships(readText(host, path));
}

function directoriesOf(host: Host, memberships: readonly Membership[]): CgroupDirectory[] {
  return cgroupDirectories(memberships, reachableCgroupMounts(host));
}

/** Empty where there is no such file: the root of a hierarchy has none. */
function readOptional(host: Host, path: string): string {
  try {
    return readText(host, path);
  } catch (error) {
    if (isGone(error) || hasErrno(error, "ENODEV")) return "";
    throw error;
  }
}
