import { printPlan } from "@sallyport/helper";
import { describe, expect, it } from "vitest";
import { command, joinRequest, text } from "../../test/join-request.ts";
import { joinPlan } from "./join-plan.ts";
import type { Command, JoinRequest } from "./join-request.ts";

function printed(changes: Partial<JoinRequest> = {}): string {
  return printPlan(joinPlan("x86-64", text, joinRequest(changes)));
}

function printedFor(its: Partial<Command>, changes: Partial<JoinRequest> = {}): string {
  return printed({ ...changes, command: command(its) });
}

/** The lines in which one of the words is, without their numbers, in order. */
function linesWith(plan: string, ...words: readonly string[]): string[] {
  const lines = plan.split("\n").map((line) => line.replace(/^\s*\d*\s*/, ""));
  return lines.filter((line) => !line.startsWith("#") && words.some((word) => line.includes(word)));
}

const v2 = { version: 2, controllers: [], path: "/cg/c" } as const;
const pids = { version: 1, controllers: ["pids"], path: "/cg/pids/c" } as const;
const filter = { program: new Uint8Array(16), flags: 0 };

describe("the plan that joins a container", () => {
  it("is this for the simplest command", async () => {
    await expect(printed()).toMatchFileSnapshot("../../test/plans/simple.txt");
  });

  it("is this for a command of a user with everything that a process can have", async () => {
    const everything = printedFor(
      {
        candidates: ["/a/sh", "/b/sh"],
        uid: 1000,
        gid: 1001,
        additionalGids: [3, 4],
        capabilities: { bounding: 1, effective: 1, inheritable: 1, permitted: 1, ambient: 1 },
        noNewPrivileges: true,
        terminal: true,
        descriptors: [0, 1, 2, 5],
        umask: 0o27,
        rlimits: [{ name: "RLIMIT_NOFILE", resource: 7, soft: 512n, hard: 1024n }],
        oomScoreAdj: 100,
        scheduler: [["size", "u32", 48]],
        ioPriority: 0x4000,
        initialCpus: Uint8Array.of(1, 0, 0, 0, 0, 0, 0, 0),
        finalCpus: Uint8Array.of(2, 0, 0, 0, 0, 0, 0, 0),
        personality: 8,
        keyring: "_ses.web",
        labels: [{ module: "AppArmor", label: "web", file: "apparmor/exec", text: "exec web" }],
        filters: [filter],
      },
      { namespaces: ["user", "mnt", "pid"], cgroups: [v2, pids] },
    );
    await expect(everything).toMatchFileSnapshot("../../test/plans/everything.txt");
  });

  it("traces the process that joins before that goes on, and has our filter hand its calls over", () => {
    const paths = [{ path: "/", access: ["read"] }] as const;
    const watch = { level: "enforce", reportProcesses: true, rules: [], paths } as const;
    const plan = printedFor(
      { filters: [{ ...filter, own: "hands-over" }, filter] },
      { watch, cgroups: [v2] },
    );
    expect(
      linesWith(plan, "ptrace", "sendto", "await-byte", "setns", "fork", "seccomp", "sendmsg"),
    ).toMatchSnapshot();
  });

  it("makes a process dumpable for a supervisor that is not root's, until it is traced", () => {
    const watch = { level: "tree", reportProcesses: false, rules: [], paths: [] } as const;
    const order = (privileged: boolean): string[] =>
      linesWith(
        printed({ watch, privileged }),
        "PR_SET_DUMPABLE",
        "ptrace",
        "fork",
        "await-byte",
        "setns",
      ).map((line) => /(PR_SET_DUMPABLE, \d|PTRACE_SEIZE|fork \w+|await-byte|setns)/.exec(line)?.[0] ?? "");
    const traced = ["fork joiner", "PTRACE_SEIZE", "await-byte", "setns", "fork command"];
    expect(order(true)).toEqual(traced);
    expect(order(false)).toEqual(
      traced.flatMap((each) => {
        if (each === "fork joiner") return ["PR_SET_DUMPABLE, 1", each];
        return ["PTRACE_SEIZE", "await-byte"].includes(each) ? [each, "PR_SET_DUMPABLE, 0"] : [each];
      }),
    );
  });

  it("enters all namespaces by one call, and none where there is none to enter", () => {
    expect(linesWith(printed({ namespaces: ["mnt", "uts", "net"] }), "setns")).toEqual([
      "setns($init, CLONE_NEWMNT|CLONE_NEWUTS|CLONE_NEWNET)",
    ]);
    expect(linesWith(printed({ namespaces: [] }), "setns")).toEqual([]);
  });

  it("installs a filter with its capabilities still, and last where no_new_privs is asked for", () => {
    const order = ["seccomp", "setresuid", "capset", "prctl(PR_SET_NO_NEW_PRIVS", "execve"];
    const names = (plan: string) =>
      linesWith(plan, ...order).map((line) => order.find((word) => line.includes(word)));
    expect(names(printedFor({ filters: [filter] }))).toEqual(["seccomp", "setresuid", "capset", "execve"]);
    expect(names(printedFor({ filters: [filter], noNewPrivileges: true }))).toEqual([
      "setresuid",
      "capset",
      "prctl(PR_SET_NO_NEW_PRIVS",
      "seccomp",
      "execve",
    ]);
  });

  it("closes what the command does not have before it enters any directory (CVE-2024-21626)", () => {
    const plan = printedFor({ descriptors: [0, 1, 2, 5, 6, 9] });
    expect(linesWith(plan, "close_range", "close-from", "chdir", "check-directory")).toEqual([
      "close_range(3, 3, 0)  [ignore]",
      "close_range(3, 4, 0)  [ignore]",
      "close_range(7, 8, 0)  [ignore]",
      "close-from 10",
      '$entered = chdir("/srv")  [ignore EACCES EPERM]',
      'chdir("/srv")',
      "check-directory",
    ]);
  });

  it("does not set groups where the user namespace denies it", () => {
    expect(linesWith(printed({ deniesGroups: true }), "setgroups")).toEqual([]);
  });

  it("has the supervisor leave where the command is to outlive us", () => {
    expect(linesWith(printed({ leave: true }), "fork", "supervise", "PDEATHSIG")).toEqual([
      "$forked = fork joiner at moving with clone_args{exit_signal=17}",
      "supervise supervision{flags=LEAVE_WHEN_STARTED, payload=1, startLimit=10000, grace=10000}",
      "fork command at inside with clone_args{flags=CLONE_PARENT}",
      "prctl(PR_SET_PDEATHSIG, 0, 0, 0, 0)",
    ]);
  });

  it("lets an orphan outlive both", () => {
    const plan = printed({ orphan: true });
    expect(linesWith(plan, "PDEATHSIG", "supervise")).toEqual([
      "supervise supervision{flags=OUTLIVE_CLIENT, payload=1, startLimit=10000, grace=10000}",
      "prctl(PR_SET_PDEATHSIG, 0, 0, 0, 0)",
    ]);
  });
});
