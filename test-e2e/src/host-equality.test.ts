import type { OciRuntimeName } from "@sallyport/testkit";
import { describe, expect, it } from "vitest";
import { ociRuntimes, useContainer } from "./support/use-container.ts";

const credentials = [
  "grep -E '^(Uid|Gid|Groups|Cap...|NoNewPrivs|Seccomp|Seccomp_filters):' /proc/self/status",
  "cat /proc/self/cgroup",
  "mkdir /tmp/new 2>&1 && rmdir /tmp/new",
  "pwd",
  "hostname",
  "for each in cgroup ipc mnt net pid user uts; do readlink /proc/self/ns/$each; done",
];
const attributes = [
  "cat /proc/self/limits /proc/self/oom_score_adj",
  "umask",
  "ulimit -a",
  "tr '\\0' '\\n' < /proc/self/environ | grep -E '^(PATH|HOME|TERM|FOO)=' | sort",
];
/** What a command is, as far as it is not chance. crun's exec leaves out the container's groups, and its oom_score_adj. */
const reports: Readonly<Record<OciRuntimeName, readonly string[]>> = {
  runc: ["/bin/sh", "-c", [...credentials, ...attributes].join("; ")],
  crun: ["/bin/sh", "-c", [...credentials, "cat /proc/self/limits", "umask", "ulimit -a"].join("; ")],
};

const process = {
  // Where they differ, runc 1.1 raises the first to the second, or not.
  rlimits: [
    { type: "RLIMIT_NOFILE", hard: 1024, soft: 1024 },
    { type: "RLIMIT_CORE", hard: 0, soft: 0 },
  ],
  user: { uid: 0, gid: 0 },
  oomScoreAdj: 123,
};
const seccomp = {
  defaultAction: "SCMP_ACT_ALLOW",
  architectures: ["SCMP_ARCH_X86_64", "SCMP_ARCH_X86", "SCMP_ARCH_X32", "SCMP_ARCH_AARCH64", "SCMP_ARCH_ARM"],
  syscalls: [{ names: ["mkdir", "mkdirat"], action: "SCMP_ACT_ERRNO", errnoRet: 1 }],
};
const mapping = [{ containerID: 0, hostID: 100_000, size: 65_536 }];

describe.each(ociRuntimes)("a command in a container of $label", (runtime) => {
  const joined = useContainer({ runtime }, { process, linux: { seccomp } });
  const report = reports[runtime.name];

  it.each([
    ["root", ["--cwd", "/tmp"]],
    ["another user", ["--cwd", "/tmp", "--user", "1000:1000"]],
    ["another directory", ["--cwd", "/home/bob"]],
    ["no_new_privs", ["--cwd", "/tmp", "--no-new-privs"]],
  ])("is what it would be by the runtime's own exec: %s", async (_, flags) => {
    const { status, stdout, stderr } = await joined.exec(report, { flags });
    expect([status, stderr]).toEqual([0, ""]);
    expect(stdout).toBe(await joined.theirs(report, flags));
  });
});

describe("a command in a container of runc", () => {
  const user = { uid: 0, gid: 0, additionalGids: [3, 1000] };
  const joined = useContainer({ runtime: "runc" }, { process: { ...process, user } });

  it.each([
    ["one more capability (CVE-2022-29162)", ["--cap", "CAP_CHOWN"]],
    ["more variables", ["--env", "FOO=1", "--env", "FOO=2", "--env", "HOME=", "--user", "1000"]],
  ])("is what it would be by runc's own exec: %s", async (_, flags) => {
    const { status, stdout, stderr } = await joined.exec(reports.runc, { flags });
    expect([status, stderr]).toEqual([0, ""]);
    expect(stdout).toBe(await joined.theirs(reports.runc, flags));
  });
});

describe("a command in a container of crun", () => {
  const joined = useContainer({ runtime: "crun" }, { process: { ...process, noNewPrivileges: true } });

  it.each([
    ["its own capabilities, and no_new_privs only when asked for", []],
    ["a list of capabilities", ["--cap", "CAP_CHOWN", "--cap", "CAP_KILL"]],
    ["a user without a group", ["--user", "1000"]],
  ])("is what it would be by crun's own exec: %s", async (_, flags) => {
    const its = ["--cwd", "/", ...flags];
    const { status, stdout, stderr } = await joined.exec(reports.crun, { flags: its });
    expect([status, stderr]).toEqual([0, ""]);
    expect(stdout).toBe(await joined.theirs(reports.crun, its));
  });
});

describe.each(ociRuntimes)("a command in a user namespace of $label", (runtime) => {
  const joined = useContainer(
    { runtime },
    {
      process,
      linux: {
        uidMappings: mapping,
        gidMappings: mapping,
        namespaces: ["pid", "network", "ipc", "uts", "mount", "user"].map((type) => ({ type })),
      },
    },
  );

  it.each([
    ["root", ["--cwd", "/tmp"]],
    ["another user", ["--cwd", "/tmp", "--user", "1000:1000"]],
  ])("is what it would be by the runtime's own exec: %s", async (_, flags) => {
    const { status, stdout, stderr } = await joined.exec(reports[runtime.name], { flags });
    expect([status, stderr]).toEqual([0, ""]);
    expect(stdout).toBe(await joined.theirs(reports[runtime.name], flags));
  });
});
