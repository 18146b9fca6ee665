import { hierarchyOf, type Membership } from "./memberships.ts";
import type { CgroupMount } from "./mounts.ts";

/** A cgroup by its folder. */
export interface CgroupDirectory {
  readonly version: 1 | 2;
  readonly controllers: readonly string[];
  readonly path: string;
}

/** The folders of a process's cgroups; a hierarchy that is mounted nowhere, or not that far up, has none. */
export function cgroupDirectories(
  memberships: readonly Membership[],
  mounts: readonly CgroupMount[],
): CgroupDirectory[] {
  return memberships.flatMap((membership) => {
    const { controllers } = membership;
    const version = controllers.length === 0 ? 2 : 1;
    for (const mount of mounts) {
      const isMounted =
        mount.version === version && controllers.every((each) => mount.options.includes(each));
      const below = isMounted ? pathBelow(mount.root, membership.path) : undefined;
      if (below !== undefined) {
        return [{ version, controllers, path: `${mount.mountPoint}${below}` }] as const;
      }
    }
    return [];
  });
}

/** The hierarchies in which `theirs` are elsewhere than `ours`: nobody need be moved in the others. */
export function differingMemberships(
  theirs: readonly Membership[],
  ours: readonly Membership[],
): Membership[] {
  const own = new Map(ours.map((each) => [hierarchyOf(each), each.path]));
  return theirs.filter((each) => own.get(hierarchyOf(each)) !== each.path);
}

/** `/a/b` below `/a` is `/b`; what is not below it is undefined. */
function pathBelow(root: string, path: string): string | undefined {
  if (root === "/") return path === "/" ? "" : path;
  if (path === root) return "";
  return path.startsWith(`${root}/`) ? path.slice(root.length) : undefined;
}
