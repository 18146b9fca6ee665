import type { OciResources } from "@sallyport/core";
import { describe, expect, it } from "vitest";
import type { CgroupDirectory } from "./directories.ts";
import { cgroupSettings } from "./settings.ts";

const unified: CgroupDirectory[] = [{ version: 2, controllers: [], path: "/c" }];
const legacy: CgroupDirectory[] = [
  { version: 1, controllers: ["memory"], path: "/m" },
  { version: 1, controllers: ["cpu", "cpuacct"], path: "/cpu" },
  { version: 1, controllers: ["pids"], path: "/p" },
  { version: 2, controllers: [], path: "/u" },
];

function files(directories: readonly CgroupDirectory[], resources: OciResources): string[] {
  return cgroupSettings(directories, resources).map(
    ({ directory, file, value }) => `${directory}/${file} ${value}`,
  );
}

const all: OciResources = {
  memory: { limit: 100, swap: 150, reservation: 50 },
  cpu: { shares: 1024, quota: 5000, period: 10_000 },
  pids: { limit: 7 },
};

describe("limits of a container", () => {
  it("are files of cgroup v2", () => {
    expect(files(unified, all)).toEqual([
      "/c/memory.max 100",
      "/c/memory.swap.max 50",
      "/c/memory.low 50",
      "/c/cpu.weight 39",
      "/c/cpu.max 5000 10000",
      "/c/pids.max 7",
    ]);
  });

  it("are files of cgroup v1 where a hierarchy has the controller", () => {
    expect(files(legacy, all)).toEqual([
      "/m/memory.limit_in_bytes 100",
      "/m/memory.memsw.limit_in_bytes 150",
      "/m/memory.soft_limit_in_bytes 50",
      "/cpu/cpu.shares 1024",
      "/cpu/cpu.cfs_period_us 10000",
      "/cpu/cpu.cfs_quota_us 5000",
      "/p/pids.max 7",
    ]);
  });

  it.each<[string, OciResources, string[]]>([
    [
      "no limit",
      { memory: { limit: -1, swap: -1 }, pids: { limit: -1 } },
      ["/c/memory.max max", "/c/memory.swap.max max", "/c/pids.max max"],
    ],
    ["no quota", { cpu: { quota: -1 } }, ["/c/cpu.max max 100000"]],
    ["shares at their ends", { cpu: { shares: 2 } }, ["/c/cpu.weight 1"]],
    ["shares at their other end", { cpu: { shares: 262_144 } }, ["/c/cpu.weight 10000"]],
    [
      "zeroes, which Go writes for nothing",
      { cpu: { shares: 0, period: 0 }, memory: {} },
      ["/c/cpu.max max 100000"],
    ],
    ["files by their names", { unified: { "memory.high": "5" } }, ["/c/memory.high 5"]],
    ["nothing", {}, []],
  ])("are written so for %s", (_, resources, expected) => {
    expect(files(unified, resources)).toEqual(expected);
  });

  it("are refused where no cgroup has the controller", () => {
    expect(() => files(legacy.slice(0, 2), { pids: { limit: 1 } })).toThrow(
      'no cgroup with the controller "pids" is mounted',
    );
  });

  it("deny all devices but those that are allowed, and the default ones", () => {
    const devices: CgroupDirectory[] = [{ version: 1, controllers: ["devices"], path: "/d" }];
    const rules = files(devices, {
      devices: [{ allow: true, type: "c", major: 10, minor: 229, access: "rw" }],
    });
    expect(rules.slice(0, 4)).toEqual([
      "/d/devices.deny a",
      "/d/devices.allow c 10:229 rw",
      "/d/devices.allow c *:* m",
      "/d/devices.allow b *:* m",
    ]);
    expect(rules).toContain("/d/devices.allow c 1:3 rwm");
  });
});
