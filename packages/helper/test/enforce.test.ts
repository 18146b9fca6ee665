import { execFileSync } from "node:child_process";
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { constant } from "../src/plan/operand.ts";
import type { PathRule } from "../src/plan/path-rules.ts";
import type { PlanBuilder } from "../src/plan/plan-builder.ts";
import { handOverOpening } from "./filters.ts";
import { commandPlan, shell, startWithOutput } from "./plan-rig.ts";
import { childrenOf, isAlive, stateOf, until } from "./processes.ts";
import { buildTricks } from "./tricks.ts";

const SIGKILL = 9;
const everything: PathRule = { path: "/", access: ["read", "write"] };

let tricks: ReturnType<typeof buildTricks>;
beforeAll(() => {
  tricks = buildTricks();
  chmodSync(tricks.folder, 0o755);
});
afterAll(() => tricks.remove());

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "sallyport-enforce-"));
  chmodSync(folder, 0o777);
  mkdirSync(join(folder, "open"), { mode: 0o777 });
  mkdirSync(join(folder, "shut"), { mode: 0o777 });
  writeFileSync(join(folder, "open/a"), "a\n");
  writeFileSync(join(folder, "shut/b"), "b\n");
});
afterEach(() => rmSync(folder, { recursive: true }));

/** The output of a script in the folder, whose subfolder `shut` may not be opened, and what was refused to it. */
async function run(script: string, prepare?: (plan: PlanBuilder) => void, more: readonly PathRule[] = []) {
  const denials: string[] = [];
  const plan = shell(`cd ${folder}; ${script}`, {
    level: "enforce",
    paths: [everything, { path: join(folder, "shut"), access: [] }, ...more],
    prepare(builder) {
      builder.call("umask", [0o027]);
      handOverOpening(builder);
      prepare?.(builder);
    },
  });
  const { run: started, output } = startWithOutput(plan, {
    onDenial: ({ path, access }) => void denials.push(`${access.join("+")} ${Buffer.from(path).toString()}`),
  });
  const text = await output();
  await started.exited;
  return { text, denials: denials.map((denial) => denial.replace(folder, "")) };
}

describe("a rule for a path", () => {
  it.each([
    ["its own path", "cat shut/b"],
    ["an absolute path", 'cat "$PWD/shut/b"'],
    ["a way around", "cat open/../shut/./b"],
    ["a symbolic link to the file", "ln -s ../shut/b open/link; cat open/link"],
    ["a symbolic link to the directory", "ln -s shut way; cat way/b"],
    ["a working directory", "cd shut; cat b"],
    ["a link of /proc", "cd shut; cat /proc/self/cwd/b"],
  ])("refuses a file by %s", async (_, script) => {
    const { text, denials } = await run(`(${script}); cat open/a`);
    expect(text).toMatch(/^cat: .*: Permission denied\na\n$/);
    expect(denials).toEqual(["read /shut/b"]);
  });

  it.each([
    ["to write", "echo x >shut/b", "write /shut/b"],
    ["to create", "echo x >shut/new", "write /shut/new"],
    ["to append", "echo x >>shut/b", "write /shut/b"],
    ["to list", "ls shut", "read /shut"],
    ["to read and write", ": <>shut/b", "read+write /shut/b"],
    [
      "to create by a link that leads to nothing, which",
      "ln -s ../shut/new open/link; echo x >open/link",
      undefined,
    ],
  ])("refuses %s", async (_, script, denial) => {
    const { text, denials } = await run(`(${script}); cat open/a`);
    expect(text).toMatch(/(denied|cannot create|No such file).*\na\n$/);
    expect(denials).toEqual(denial === undefined ? [] : [denial]);
    expect(readFileSync(join(folder, "shut/b"), "latin1")).toBe("b\n");
    expect(() => statSync(join(folder, "shut/new"))).toThrow("ENOENT");
  });

  it("gives what a longer one gives", async () => {
    const rules: PathRule[] = [{ path: join(folder, "shut/b"), access: ["read"] }];
    const { text, denials } = await run("cat shut/b; echo x >shut/b; cat shut/bb", undefined, rules);
    expect(text).toMatch(/^b\n.*cannot create.*\ncat: .*\n$/s);
    expect(denials).toEqual(["write /shut/b"]);
  });
});

describe("opening in place of a process", () => {
  it("creates, truncates, appends and reads as the process would have", async () => {
    const script =
      "echo one >open/new; echo two >>open/new; cat open/new; set -C; echo three >open/new; echo four >|open/new; cat open/new; stat -c %a open/new";
    const { text } = await run(script);
    expect(text).toMatch(/^one\ntwo\n.*cannot create.*\nfour\n640\n$/);
  });

  it("gives the process itself under its own names", async () => {
    const { text } = await run(
      "cat /proc/self/comm /proc/thread-self/comm; cat /dev/stdin <open/a; echo x >/dev/stdout; readlink /proc/self/exe",
    );
    expect(text).toBe("cat\ncat\na\nx\n/usr/bin/readlink\n");
  });

  it("does not let one that blocks hold up the others", async () => {
    const { text } = await run("mkfifo pipe; cat pipe & cat open/a; echo through >pipe; wait");
    expect(text).toBe("a\nthrough\n");
  });

  it("finds descriptors that the process has, and none that it has not", async () => {
    const { text } = await run("exec 5<open/a; cat /proc/self/fd/5; cat /dev/fd/5; cat /proc/self/fd/77");
    expect(text).toMatch(/^a\na\ncat: \/proc\/self\/fd\/77: No such file or directory\n$/);
  });

  it("gives no terminal to who has none", async () => {
    const { text } = await run("cat </dev/tty");
    expect(text).toContain("/dev/tty: No such device or address");
  });

  it("has no more rights than the process", async () => {
    chmodSync(join(folder, "open/a"), 0o600);
    const nobody = (plan: PlanBuilder): void => {
      plan.call("setgroups", [0, 0]);
      plan.call("setresgid", [65534, 65534, 65534]);
      plan.call("setresuid", [65534, 65534, 65534]);
    };
    const { text } = await run(
      "cat open/a; echo x >mine; stat -c '%u %g' mine; cat /proc/self/uid_map; echo 0 0 1 >/proc/self/uid_map",
      nobody,
    );
    expect(text).toMatch(/^cat: open\/a: Permission denied\n65534 65534\n +0 +0 +\d+\n.*I\/O error\n$/s);
  });

  it("has no more capabilities than the process", async () => {
    const privateFile = join(folder, "open/a");
    execFileSync("chown", ["65534", privateFile]);
    chmodSync(privateFile, 0o600);
    const withoutCapabilities = (plan: PlanBuilder): void => {
      const header = plan.data.structure("cap_header", [
        ["version", "u32", 0x2008_0522],
        ["pid", "u32", 0],
      ]);
      const PR_CAPBSET_DROP = 24;
      for (const capability of [1, 2]) plan.call("prctl", [PR_CAPBSET_DROP, capability]);
      plan.call("capset", [header, plan.data.space(24, "cap_data")]);
    };
    const { text } = await run("cat open/a", withoutCapabilities);
    expect(text).toBe("cat: open/a: Permission denied\n");
  });

  it("stays beneath the root of the process", async () => {
    mkdirSync(join(folder, "etc"));
    writeFileSync(join(folder, "etc/hostname"), "inside\n");
    symlinkSync("/etc/hostname", join(folder, "link"));
    const script = `exec 5<${folder}/open; /usr/sbin/chroot ${folder} /usr/bin/cat /etc/hostname link ../etc/hostname /../../etc/hostname`;
    const mounts = (plan: PlanBuilder): void => bindSystem(plan, folder);
    const { text } = await run(script, mounts);
    expect(text).toBe("inside\n".repeat(4));
  });

  it("is not deceived by a path that changes", async () => {
    const argv = [tricks.path, "open-flipped", join(folder, "open/a"), join(folder, "shut/b")];
    const free = startWithOutput(commandPlan(argv));
    expect(await free.output()).toMatch(/^a 1 b [1-9]\d*\n$/);
    const plan = commandPlan(argv, {
      level: "enforce",
      paths: [everything, { path: join(folder, "shut"), access: [] }],
      prepare: handOverOpening,
    });
    expect(await startWithOutput(plan).output()).toBe("a 1 b 0\n");
  });

  it("ends with the supervisor", async () => {
    const { run: started, output } = startWithOutput(
      shell("sleep 1000", { level: "enforce", paths: [everything], prepare: handOverOpening }),
    );
    await started.started;
    const opener = childrenOf(started.pid).at(-1) ?? Number.NaN;
    process.kill(started.pid, SIGKILL);
    expect(await output()).toBe("");
    await until(() => !isAlive(opener));
  });

  it("is not survived by who needs it", async () => {
    const { run: started, output } = startWithOutput(
      shell("kill -STOP $$", { level: "enforce", paths: [everything], prepare: handOverOpening }),
    );
    const payload = await started.started;
    await until(() => stateOf(payload) === "t");
    const opener = childrenOf(started.pid).find((pid) => pid !== payload) ?? Number.NaN;
    process.kill(opener, SIGKILL);
    expect(await started.ended).toBe(SIGKILL);
    expect(await output()).toBe("");
  });
});

/** Makes the programs and libraries of the host visible in a folder that will be a root. */
function bindSystem(plan: PlanBuilder, root: string): void {
  const [bind, privately] = [constant("MS_BIND", 4096 | 16_384), constant("MS_PRIVATE", 0x4_4000)];
  plan.call("unshare", [constant("CLONE_NEWNS", 0x2_0000)]);
  plan.call("mount", [0, plan.data.string("/"), 0, privately, 0]);
  for (const name of ["usr", "lib", "lib64"]) {
    const target = plan.data.string(join(root, name));
    plan.call("mkdirat", [-100, target, 0o755]);
    plan.call("mount", [plan.data.string(`/${name}`), target, 0, bind, 0], {
      onError: { ignore: ["ENOENT"] },
    });
  }
}
