import { readText } from "@sallyport/host";
import { createFakeHost } from "@sallyport/host/fake";
import { describe, expect, it } from "vitest";
import { clientName } from "./client-name.ts";
import { limitSettings } from "./limit-settings.ts";
import { makeLimitedCgroups } from "./limited-cgroups.ts";
import { removeAbandoned } from "./remove-abandoned.ts";

const unified = { version: 2, controllers: [], path: "/cg/u" } as const;
const cpu = { version: 1, controllers: ["cpu", "cpuacct"], path: "/cg/cpu/c" } as const;

/** pid_namespaces(7) and proc_pid_stat(5), of a process that was started at that time. */
const processes = (startTimes: Readonly<Record<number, number>>) => ({
  "/proc/self/ns/pid": "",
  ...Object.fromEntries(
    Object.entries(startTimes).map(([pid, startTime]) => [
      `/proc/${pid}/stat`,
      `${pid} (sallyport) S ${"0 ".repeat(18)}${startTime} 0`,
    ]),
  ),
});

describe("limits of a command's own", () => {
  it.each([
    ["memory", 65_536, 1, ["memory.limit_in_bytes 65536", "memory.memsw.limit_in_bytes 65536"]],
    ["memory", 65_536, 2, ["memory.max 65536", "memory.swap.max 0"]],
    ["pids", 3, 1, ["pids.max 3"]],
    ["pids", 3, 2, ["pids.max 3"]],
    ["cpu", 0.5, 1, ["cpu.cfs_period_us 100000", "cpu.cfs_quota_us 50000"]],
    ["cpu", 2, 2, ["cpu.max 200000 100000"]],
  ] as const)(
    "are written as the kernel has them: %s %d on cgroup v%i",
    (limited, limit, version, expected) => {
      expect(limitSettings(limited, limit, version).map(({ file, value }) => `${file} ${value}`)).toEqual(
        expected,
      );
    },
  );

  it.each([
    [[], "--memory cannot be held to: no cgroup of the container has controller memory"],
    [
      [unified],
      "--memory cannot be held to: cgroup /cg/u does not divide controller memory, which on cgroup v2 none with processes of its own can",
    ],
  ])("are refused where cgroups are not divided: %j", (cgroups, message) => {
    const host = createFakeHost({ files: { "/cg/u/cgroup.subtree_control": "cpu pids\n" } });
    expect(() => makeLimitedCgroups(host, cgroups, { memory: 1 })).toThrow(
      expect.objectContaining({ code: "SALLYPORT_UNSUPPORTED", message }),
    );
    expect(readText(host, "/cg/u/cgroup.subtree_control")).toBe("cpu pids\n");
  });

  it.each([
    [cpu, "has no cpu.cfs_period_us"],
    [unified, "has no cpu.max"],
  ])("leave nothing behind when the kernel refuses one: %j", (cgroup, message) => {
    const { path } = cgroup;
    const host = createFakeHost({ files: { [`${path}/cgroup.subtree_control`]: "", ...processes({}) } });
    // The kernel makes a cgroup's files, which a folder of another file system does not have.
    expect(() => makeLimitedCgroups(host, [cgroup], { cpu: 1 })).toThrow(message);
    expect(host.files.list(path)).toEqual(["cgroup.subtree_control"]);
  });

  it("come with the removal of what clients that were killed have left", () => {
    const host = createFakeHost({
      files: {
        "/cg/cpu/c/cgroup.procs": "",
        "/cg/cpu/c/sallyport-web-8/x": "",
        ...processes({ 7: 70, 8: 80 }),
      },
    });
    const namespace = host.files.status("/proc/self/ns/pid").inode;
    const names = [
      [7, 70],
      [7, 69],
      [9, 90],
    ].map(([pid = 0, startTime = 0]) => clientName({ namespace, pid, startTime }, 0));
    const foreign = clientName({ namespace: namespace + 1, pid: 9, startTime: 90 }, 0);
    for (const name of [...names, foreign]) host.files.makeDirectory(`/cg/cpu/c/${name}`, 0o755);
    removeAbandoned(host, [cpu], { namespace });
    expect(host.files.list("/cg/cpu/c").toSorted()).toEqual(
      ["cgroup.procs", "sallyport-web-8", names[0], foreign].toSorted(),
    );
  });
});
