/** A line of /proc/PID/cgroup (cgroups(7)): where a process is in one hierarchy. */
export interface Membership {
  /** `name=systemd` for a named hierarchy; none for cgroup v2. */
  readonly controllers: readonly string[];
  /** Relative to the root of our cgroup namespace. */
  readonly path: string;
}

const line = /^\d+:([^:]*):(\/.*)$/;

export function parseMemberships(text: string): Membership[] {
  return text.split("\n").flatMap((each) => {
    const [, controllers, path] = line.exec(each) ?? [];
    if (controllers === undefined || path === undefined) return [];
    return [{ controllers: controllers === "" ? [] : controllers.split(","), path }];
  });
}

/** One key for each hierarchy: v1 may mount several controllers together. */
export function hierarchyOf({ controllers }: Pick<Membership, "controllers">): string {
  return controllers.toSorted().join(",");
}
