import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { createRootfs, findRuntimes, startContainer } from "@sallyport/testkit";
import { describe, expect, it } from "vitest";
import { startProgram } from "./support/program.ts";
import { type Changes, useBundles, usualMounts, usualNamespaces } from "./support/use-bundles.ts";

const masked = ["/proc/keys", "/proc/timer_list", "/sys/firmware"];
const readonlyPaths = ["/proc/sys", "/proc/sysrq-trigger"];

describe("a container of our own", () => {
  const bundles = useBundles();
  const { shell, run, write } = bundles;
  let count = 0;

  /** A root file system of its own, for a case to do mischief in. */
  async function rootfsWith(change: (path: string) => void): Promise<string> {
    const path = join(bundles.folder, `rootfs-${count++}`);
    mkdirSync(path);
    await createRootfs(path, findRuntimes().contents);
    change(path);
    return path;
  }

  it("has these mounts, and none of the host's", async () => {
    const linux = { namespaces: usualNamespaces, maskedPaths: masked, readonlyPaths };
    const source = join(bundles.folder, "shared");
    mkdirSync(source);
    const mounts = [
      ...usualMounts,
      { destination: "/data", type: "bind", source, options: ["rbind", "ro", "nosuid"] },
      { destination: "/scratch", type: "tmpfs", source: "tmpfs", options: ["size=16k", "ro", "noatime"] },
    ];
    const { stdout, stderr } = await shell(
      "while read -r id parent device root point options rest; do echo $point $options ${rest#*- }; done < /proc/self/mountinfo",
      { linux, mounts, root: { readonly: true } },
    );
    expect(stderr).toBe("");
    const lines = stdout
      .trimEnd()
      .split("\n")
      .map((line) => line.split(" "));
    const device = (path: string): string => `${path} ${fileSystemOf("/dev")} ro,relatime`;
    expect(lines.map(([point, options, type]) => `${point} ${type} ${options}`).toSorted()).toEqual(
      [
        `/ ${fileSystemOf(bundles.rootfs)} ro,relatime`,
        "/proc proc rw,nosuid,nodev,noexec,relatime",
        "/dev tmpfs rw,nosuid,relatime",
        "/dev/pts devpts rw,nosuid,noexec,relatime",
        "/sys sysfs ro,nosuid,nodev,noexec,relatime",
        `/data ${fileSystemOf(source)} ro,nosuid,relatime`,
        "/scratch tmpfs ro,noatime",
        ...readonlyPaths.filter(existsSync).map((path) => `${path} proc ro,nosuid,nodev,noexec,relatime`),
        ...["/proc/keys", "/proc/timer_list"].filter(existsSync).map(device),
        "/sys/firmware tmpfs ro,nosuid,nodev,noexec,relatime",
      ].toSorted(),
    );
  });

  it("has the devices, links and limits of the specification, and no descriptors but its own", async () => {
    const { stdout, stderr } = await shell(
      "cd /dev; ls; for each in fd stdin stdout stderr ptmx; do readlink $each; done; ls -l null zero full random urandom tty | while read -r mode n u g a b rest; do echo $mode $a $b; done; ls /proc/self/fd; ls /..",
      { process: { rlimits: [{ type: "RLIMIT_NOFILE", soft: 100, hard: 200 }] } },
    );
    expect(stderr).toBe("");
    expect(stdout.split("\n")).toEqual([
      ...[
        "core",
        "fd",
        "full",
        "null",
        "ptmx",
        "pts",
        "random",
        "stderr",
        "stdin",
        "stdout",
        "tty",
        "urandom",
        "zero",
      ].filter((name) => name !== "core" || existsSync("/proc/kcore")),
      "/proc/self/fd",
      "/proc/self/fd/0",
      "/proc/self/fd/1",
      "/proc/self/fd/2",
      "pts/ptmx",
      ...[7, 3, 8, 0, 9, 5].map((minor) => `crw-rw-rw- ${minor === 0 ? 5 : 1}, ${minor}`),
      "0",
      "1",
      "2",
      "3",
      ...readdirSync(bundles.rootfs).toSorted(),
      "",
    ]);
  });

  it("hides masked paths and protects read-only ones (CVE-2025-31133: by the host's /dev/null)", async () => {
    const rootfs = await rootfsWith((path) => symlinkSync("/etc/passwd", join(path, "dev/null")));
    const { stdout, stderr } = await shell(
      "wc -c < /proc/keys; ls /sys/firmware | wc -l; echo 1 > /proc/sys/kernel/panic; chmod 600 /proc/keys; wc -c < /etc/passwd",
      {
        root: { path: rootfs },
        mounts: usualMounts.filter(({ destination }) => !destination.startsWith("/dev")),
        linux: { namespaces: usualNamespaces, maskedPaths: masked, readonlyPaths },
      },
    );
    expect(stdout).toBe(`0\n0\n${readFileSync(join(rootfs, "etc/passwd"), "utf8").length}\n`);
    expect(stderr).toContain("can't create /proc/sys/kernel/panic: Read-only file system");
    expect(stderr).toContain("/proc/keys: Read-only file system");
  });

  it("has its mounts inside its root file system, wherever links point (CVE-2024-45310)", async () => {
    const outside = join(bundles.folder, "outside");
    mkdirSync(outside);
    const rootfs = await rootfsWith((path) => {
      symlinkSync("../../../../../../../../etc/link", join(path, "up"));
      mkdirSync(join(path, "etc/link"));
      symlinkSync(outside, join(path, "out"));
    });
    const mounts = ["/up", "/up/new/deeper", "/../../../../dots"].map((destination) => ({
      destination,
      type: "tmpfs",
      source: "tmpfs",
    }));
    const { stdout, stderr } = await shell(
      "grep -c tmpfs /proc/self/mountinfo; ls -d /etc/link/new/deeper /dots",
      {
        root: { path: rootfs },
        mounts: [...usualMounts, ...mounts],
      },
    );
    expect({ stdout, stderr }).toEqual({ stdout: "4\n/dots\n/etc/link/new/deeper\n", stderr: "" });
    const dangling = write({
      root: { path: rootfs },
      mounts: [...usualMounts, { destination: "/out/x", type: "tmpfs", source: "tmpfs" }],
    });
    expect((await run(["run", "--bundle", dangling, "dangling"])).status).toBe(128);
    expect(readdirSync(outside)).toEqual([]);
  });

  it.each<[string, (rootfs: string) => void, Changes, string]>([
    [
      "/proc is a link (CVE-2019-19921, CVE-2023-28642)",
      (path) => replaceByLink(path, "proc", "/tmp"),
      {},
      "mount proc at /proc: openat2: too many levels of symbolic links",
    ],
    [
      "/sys is a link (CVE-2023-28642)",
      (path) => replaceByLink(path, "sys", "/tmp"),
      {},
      "mount sysfs at /sys: openat2: too many levels of symbolic links",
    ],
    [
      "a mount leads into /proc (CVE-2023-27561)",
      (path) => symlinkSync("/proc/sys", join(path, "data")),
      { mounts: [...usualMounts, { destination: "/data", type: "tmpfs", source: "tmpfs" }] },
      "mount tmpfs at /data: fail: operation not permitted",
    ],
    [
      "a mount is for /proc (CVE-2025-52881)",
      () => undefined,
      {
        mounts: [...usualMounts, { destination: "/proc/sys/../sys/kernel", type: "tmpfs", source: "tmpfs" }],
      },
      "must be outside of /proc",
    ],
    [
      "/dev is a link (CVE-2026-41579)",
      (path) => replaceByLink(path, "dev", "/etc"),
      { mounts: usualMounts.filter(({ destination }) => !destination.startsWith("/dev")) },
      "make device /dev/null: openat2: too many levels of symbolic links",
    ],
    [
      "/dev/pts/ptmx is none (CVE-2025-52565)",
      (path) => (mkdirSync(join(path, "dev/pts")), writeFileSync(join(path, "dev/pts/ptmx"), "")),
      {
        mounts: usualMounts.filter(({ destination }) => !destination.startsWith("/dev")),
        process: { terminal: true },
      },
      "make a terminal: fail: inappropriate ioctl for device",
    ],
    [
      "/dev/console is a link (CVE-2025-52565)",
      (path) => symlinkSync("/etc/passwd", join(path, "dev/console")),
      {
        mounts: usualMounts.filter(({ destination }) => destination !== "/dev"),
        process: { terminal: true },
      },
      "make /dev/console the terminal: openat2: too many levels of symbolic links",
    ],
  ])("is not made when %s", async (_, change, changes, message) => {
    const bundle = write({ ...changes, root: { path: await rootfsWith(change) } });
    const socket = changes.process?.terminal ? ["--console-socket", join(bundles.folder, "nobody")] : [];
    const { status, stderr } = await bundles.leave(["run", ...socket, "--bundle", bundle, "refused"]);
    expect(status).toBe(128);
    expect(stderr).toContain(message);
    bundles.expectNothingLeft("refused");
  });

  it("has no working directory outside of its root file system (CVE-2024-21626)", async () => {
    for (let fd = 3; fd < 20; fd++) {
      const bundle = write({ process: { cwd: `/proc/self/fd/${fd}`, args: ["/bin/pwd"] } });
      const { status, stdout } = await run(["run", "--bundle", bundle, "escaped"]);
      expect({ status, stdout }).toEqual({ status: 128, stdout: "" });
    }
  });

  it("writes settings of its namespaces where the kernel has them (CVE-2025-52881)", async () => {
    const rootfs = await rootfsWith(() => undefined);
    const { stdout, stderr } = await shell("cat /proc/sys/net/ipv4/ip_forward /proc/sys/kernel/shmmni", {
      root: { path: rootfs },
      linux: {
        namespaces: usualNamespaces,
        sysctl: { "net.ipv4.ip_forward": "1", "kernel.shmmni": "77" },
        readonlyPaths,
      },
    });
    expect({ stdout, stderr }).toEqual({ stdout: "1\n77\n", stderr: "" });
    expect(readFileSync("/proc/sys/kernel/shmmni", "utf8")).not.toBe("77\n");
  });

  const onlyV2 = [
    "unshare",
    "--mount",
    "sh",
    "-c",
    'mount -t cgroup2 none /sys/fs/cgroup && exec "$@"',
    "sh",
  ];

  it.each<[string, readonly string[]]>([
    ["the cgroups of this machine", []],
    ["cgroup v2 alone", onlyV2],
  ])("uses no device that it may not, even one that it makes: on %s", async (_, prefix) => {
    const capabilities = ["CAP_MKNOD", "CAP_DAC_OVERRIDE"];
    const script = "mknod /tmp/mem c 1 1; cat /tmp/mem; rm /tmp/mem; head -c 2 /dev/zero | wc -c";
    const bundle = write({
      process: {
        args: ["/bin/sh", "-c", script],
        capabilities: { bounding: capabilities, permitted: capabilities, effective: capabilities },
      },
    });
    const words = [...prefix, ...bundles.words(["run", "--bundle", bundle, "devices"])];
    const { stdout, stderr } = await startProgram(words, { workingDirectory: bundles.folder }).ended;
    expect({ stdout, stderr }).toEqual({
      stdout: "2\n",
      stderr: "cat: can't open '/tmp/mem': Operation not permitted\n",
    });
  });

  // Masks of ours are never to be written to, and the folder of cgroups is read-only where it is asked to be.
  it("shows its process what runc would", async () => {
    const report = [
      "grep -E '^(Uid|Gid|Groups|Cap...|NoNewPrivs|Seccomp|Seccomp_filters):' /proc/self/status",
      "cat /proc/self/limits /proc/self/oom_score_adj",
      "umask; pwd; hostname; env | sort",
      "ls -ln /dev | while read -r mode n u g rest; do echo $mode $u $g; done",
      "while read -r id parent device root point options rest; do echo $point $options ${rest#*- }; done < /proc/self/mountinfo | sort",
      "cat /proc/sys/net/ipv4/ip_forward; cat /sys/class/net/lo/flags; ls /sys/class/net",
      "sed 's/[0-9a-f]\\{8,\\}//g' /proc/self/cgroup",
      "ls /proc/self/fd; echo $$ $PPID; mkdir /tmp/x 2>&1 || true",
    ].join("; ");
    const capabilities = ["CAP_KILL", "CAP_CHOWN", "CAP_NET_BIND_SERVICE"];
    const bundle = write({
      hostname: "same",
      process: {
        args: ["/bin/sh", "-c", report],
        user: { uid: 1000, gid: 1000, additionalGids: [3] },
        cwd: "/home/bob",
        capabilities: { bounding: capabilities, permitted: capabilities, effective: ["CAP_KILL"] },
        noNewPrivileges: true,
        rlimits: [{ type: "RLIMIT_NOFILE", soft: 1024, hard: 1024 }],
        oomScoreAdj: 100,
      },
      mounts: [
        ...usualMounts,
        {
          destination: "/sys/fs/cgroup",
          type: "cgroup",
          source: "cgroup",
          options: ["nosuid", "noexec", "nodev", "ro"],
        },
        { destination: "/shared", type: "bind", source: "/etc", options: ["rbind", "ro"] },
      ],
      root: { readonly: true },
      linux: {
        namespaces: usualNamespaces,
        maskedPaths: ["/proc/acpi", "/sys/firmware"],
        readonlyPaths,
        seccomp: {
          defaultAction: "SCMP_ACT_ALLOW",
          syscalls: [{ names: ["mkdir", "mkdirat"], action: "SCMP_ACT_ERRNO", errnoRet: 123 }],
        },
      },
    });
    const ours = await run(["run", "--bundle", bundle, "same"]);
    await using theirs = await startContainer({ runtime: "runc" });
    const { status, stdout, stderr } = await theirs.run(["run", "--bundle", bundle, "same-runc"]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(ours).toMatchObject({ status: 0, stderr: "" });
    const comparable = (text: string): string =>
      text.replaceAll(/^(\/proc\/acpi|\/sys\/firmware|\/sys\/fs\/cgroup) .*$/gm, "$1");
    expect(comparable(ours.stdout)).toBe(comparable(stdout));
  });
});

/** The type of the file system that a path of ours is on. */
function fileSystemOf(path: string): string {
  const mounts = readFileSync("/proc/self/mountinfo", "utf8")
    .trimEnd()
    .split("\n")
    .map((line) => ({ point: line.split(" ")[4] ?? "", type: line.split(" - ")[1]?.split(" ")[0] ?? "" }));
  const holding = mounts.filter(
    ({ point }) => point === "/" || path === point || path.startsWith(`${point}/`),
  );
  return holding.toSorted((a, b) => a.point.length - b.point.length).at(-1)?.type ?? "";
}

function replaceByLink(rootfs: string, name: string, target: string): void {
  rmdirSync(join(rootfs, name));
  symlinkSync(target, join(rootfs, name));
}
