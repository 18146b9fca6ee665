import { readFileSync, statSync } from "node:fs";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cgroupDirectories, differingMemberships } from "./directories.ts";
import { parseMemberships } from "./memberships.ts";
import { parseCgroupMounts } from "./mounts.ts";
import { withSubCgroups } from "./sub-cgroups.ts";

const hybrid = "9:name=systemd:/a\n8:pids:/a/b\n2:cpuacct,cpu:/\n0::/u\n";
const mountinfo = [
  "30 1 0:20 / /sys/fs/cgroup/pids rw,relatime - cgroup cgroup rw,pids",
  "31 1 0:21 / /sys/fs/cgroup/cpu,cpuacct rw shared:1 master:2 - cgroup cgroup rw,cpu,cpuacct",
  "32 1 0:22 /outer /run/with\\040space rw - cgroup cgroup rw,xattr,name=systemd",
  "33 1 0:23 / /sys/fs/cgroup/unified rw - cgroup2 cgroup2 rw,nsdelegate",
  "34 1 0:24 / /proc rw - proc proc rw",
  "no mount",
].join("\n");

describe("the cgroups of a process", () => {
  it("are read as the kernel writes them of this process", () => {
    const memberships = parseMemberships(readFileSync("/proc/self/cgroup", "utf8"));
    expect(memberships.length).toBeGreaterThan(0);
    expect(memberships.every(({ path }) => path.startsWith("/"))).toBe(true);
  });

  it("have the folders that the mounts say", () => {
    const memberships = parseMemberships(hybrid.replace("systemd:/a", "systemd:/outer/in"));
    expect(cgroupDirectories(memberships, parseCgroupMounts(mountinfo))).toEqual([
      { version: 1, controllers: ["name=systemd"], path: "/run/with space/in" },
      { version: 1, controllers: ["pids"], path: "/sys/fs/cgroup/pids/a/b" },
      { version: 1, controllers: ["cpuacct", "cpu"], path: "/sys/fs/cgroup/cpu,cpuacct" },
      { version: 2, controllers: [], path: "/sys/fs/cgroup/unified/u" },
    ]);
  });

  it("are asked for on file systems with the numbers that stat gives", () => {
    for (const { mountPoint, device } of parseCgroupMounts(readFileSync("/proc/self/mountinfo", "utf8")))
      expect(statSync(mountPoint).dev).toBe(device);
    expect(parseCgroupMounts("9 1 7:70000 / /c rw - cgroup2 x rw")).toMatchObject([{ device: 0x1110_0770 }]);
  });

  it("have no folder where the mount shows another part of the hierarchy", () => {
    const [first] = cgroupDirectories(parseMemberships(hybrid), parseCgroupMounts(mountinfo));
    expect(first?.controllers).toEqual(["pids"]);
  });

  it("are joined in the hierarchies alone in which they are elsewhere", () => {
    const ours = parseMemberships("9:name=systemd:/a\n8:pids:/\n2:cpu,cpuacct:/\n");
    expect(differingMemberships(parseMemberships(hybrid), ours).map(({ path }) => path)).toEqual([
      "/a/b",
      "/u",
    ]);
  });

  it.each([
    [["sub"], ["/a/sub", "/a/b/sub", "/sub", "/u/sub"]],
    [["/x//y/./"], ["/a/x/y", "/a/b/x/y", "/x/y", "/u/x/y"]],
    [["/"], ["/a", "/a/b", "/", "/u"]],
    [
      ["pids:p", "cpu,cpuacct:/c"],
      ["/a", "/a/b/p", "/c", "/u"],
    ],
  ])("--cgroup %j is below the container's", (asked, paths) => {
    expect(withSubCgroups(parseMemberships(hybrid), asked).map(({ path }) => path)).toEqual(paths);
  });

  it.each([
    ["..", ".. is not a sub cgroup path"],
    ["a/../../b", "a/../../b is not a sub cgroup path"],
    ["pids:../x", "../x is not a sub cgroup path"],
    ["memory:x", '--cgroup "memory": the container is in no hierarchy of these controllers'],
  ])("--cgroup %s is refused", (asked, message) => {
    expect(() => withSubCgroups(parseMemberships(hybrid), [asked])).toThrow(
      expect.objectContaining({ code: "SALLYPORT_USAGE", message }),
    );
  });

  it("stay below the container's, whatever --cgroup says", () => {
    fc.assert(
      fc.property(fc.string(), (asked) => {
        let paths: string[];
        try {
          paths = withSubCgroups([{ controllers: [], path: "/u" }], [asked]).map(({ path }) => path);
        } catch {
          return;
        }
        expect(paths.every((path) => path === "/u" || path.startsWith("/u/"))).toBe(true);
        expect(paths.every((path) => !path.split("/").includes(".."))).toBe(true);
      }),
    );
  });
});
