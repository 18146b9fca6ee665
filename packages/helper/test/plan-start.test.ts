import { spawnSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { constant } from "../src/plan/operand.ts";
import type { PlanBuilder } from "../src/plan/plan-builder.ts";
import { commandPlan, shell, start, startWithOutput, supervisor } from "./plan-rig.ts";

const levels = ["none", "tree"] as const;

const PTRACE_SEIZE = constant("PTRACE_SEIZE", 0x4206);
const P_PID = constant("P_PID", 1);
const WEXITED_AND_STAYS = constant("WEXITED|WNOWAIT", 0x0100_0004);

/** How a shell that does this ends, in wait(2)'s numbers. */
const endings = [
  ["exit 0", 0],
  ["exit 42", 42 << 8],
  ["kill -TERM $$", 15],
  ["kill -KILL $$", 9],
  ["ulimit -c 0; kill -SEGV $$", 11],
] as const;

const numbers = Array.from({ length: 64 }, (_, number) => number).join(" ");

describe.each(levels)("a command on level %s", (level) => {
  it.each(endings)("that does %j ends with wait status %i", async (script, status) => {
    const run = start(shell(script, { level }));
    expect(await run.started).toBeGreaterThan(1);
    expect(await run.ended).toBe(status);
    const code = status & 0x7f ? 128 + (status & 0x7f) : status >> 8;
    expect(await run.exited).toBe(code << 8);
  });

  it("is the process that was announced, with its own streams and no descriptor more", async () => {
    const { run, output } = startWithOutput(
      shell(`echo $$; for n in ${numbers}; do [ -e /proc/$$/fd/$n ] && echo $n; done`, { level }),
    );
    expect(await output()).toBe(`${await run.started}\n0\n1\n2\n`);
    await run.exited;
  });

  it("has no signal blocked, ignored or caught", async () => {
    const { run, output } = startWithOutput(commandPlan(["/bin/cat", "/proc/self/status"], { level }));
    const none = "0".repeat(16);
    expect((await output()).match(/^Sig(Blk|Ign|Cgt):.*$/gm)).toEqual([
      `SigBlk:\t${none}`,
      `SigIgn:\t${none}`,
      `SigCgt:\t${none}`,
    ]);
    await run.exited;
  });

  it("is not started when its program cannot be executed", async () => {
    const run = start(commandPlan(["/nope"], { level }));
    await expect(run.started).rejects.toMatchObject({
      code: "SALLYPORT_START_FAILED",
      message: "execute the command: execve: no such file or directory",
      errno: "ENOENT",
      details: { step: "execute the command", call: "execve", process: "payload" },
    });
    await expect(run.ended).rejects.toMatchObject({ errno: "ENOENT" });
    expect(await run.exited).toBe(128 << 8);
  });

  it("is not started when it is killed before it executes its program", async () => {
    const prepare = (plan: PlanBuilder): void => killSelf(plan);
    await expect(start(commandPlan(["/bin/true"], { level, prepare })).started).rejects.toMatchObject({
      code: "SALLYPORT_START_FAILED",
      message: "payload was killed by SIGKILL before the command had started",
    });
  });
});

function killSelf(plan: PlanBuilder): void {
  const self = plan.register("self");
  plan.call("getpid", [], { into: self });
  plan.call("kill", [self, 9]);
}

describe("an error of a plan", () => {
  it.each<[string, (plan: PlanBuilder) => void, object]>([
    [
      "a system call",
      (plan) => plan.call("setns", [99, 0]),
      { message: "prepare the payload: setns: bad file descriptor", errno: "EBADF" },
    ],
    [
      "a wait for a byte that does not come",
      (plan) => plan.awaitByte(plan.channel, 10),
      { message: "prepare the payload: await-byte: connection timed out", errno: "ETIMEDOUT" },
    ],
    [
      "a wait at the end of a stream",
      (plan) => plan.awaitByte(0, 10_000),
      { message: "prepare the payload: await-byte: connection reset by peer", errno: "ECONNRESET" },
    ],
    [
      "a reply that a forked process waits for",
      (plan) => plan.awaitReply(10),
      { message: "prepare the payload: await-reply: operation not permitted", errno: "EPERM" },
    ],
    [
      "a fork by a process that may not",
      (plan) => plan.fork({ kind: "process", number: 2 }, labelHere(plan)),
      { message: "prepare the payload: fork: operation not permitted", errno: "EPERM" },
    ],
    [
      "a number outside of the data",
      (plan) => plan.store({ kind: "pointer", address: 4096n, size: 8 }, 1),
      { message: "prepare the payload: store: bad address", errno: "EFAULT" },
    ],
    [
      "an errno that a register holds",
      (plan) => {
        const result = plan.register("result");
        plan.call("openat", [constant("AT_FDCWD", -100), plan.data.string("/nope"), 0], {
          into: result,
          onError: { ignore: ["ENOENT"] },
        });
        plan.fail(result);
      },
      { message: "prepare the payload: fail: no such file or directory", errno: "ENOENT" },
    ],
  ])("names %s", async (_, prepare, expected) => {
    const run = start(commandPlan(["/bin/true"], { prepare }));
    await expect(run.started).rejects.toMatchObject({ code: "SALLYPORT_START_FAILED", ...expected });
  });
});

describe("what a process of the plan ended with", () => {
  it.each<[string, (plan: PlanBuilder) => void, string]>([
    ["its death", killSelf, "first was killed by SIGKILL before the command had started"],
    ["its error", (plan) => plan.call("setns", [99, 0]), "end the first: setns: bad file descriptor"],
  ])("is told instead of what fails for that in the supervisor: %s", async (_, end, message) => {
    const first = (plan: PlanBuilder): void => {
      const [ending, after] = [plan.label("ending"), plan.label("after")];
      const born = plan.register("born");
      plan.fork(plan.process("first"), ending, {}, { into: born });
      plan.call("waitid", [P_PID, born, 0, WEXITED_AND_STAYS, 0]);
      plan.call("ptrace", [PTRACE_SEIZE, born, 0, 0]);
      plan.jump(after);
      plan.place(ending);
      plan.step("end the first");
      end(plan);
      plan.exit(0);
      plan.place(after);
    };
    await expect(start(commandPlan(["/bin/true"], { first })).started).rejects.toMatchObject({
      code: "SALLYPORT_START_FAILED",
      message,
    });
  });
});

function labelHere(plan: PlanBuilder) {
  const label = plan.label("here");
  plan.place(label);
  return label;
}

describe("an operation", () => {
  it("that fails goes on, or jumps, as its policy says", async () => {
    const run = start(
      shell("exit $(($0))", {
        prepare(plan) {
          const [missed, after] = [plan.label("missed"), plan.label("after")];
          plan.call("close", [99], { onError: "ignore" });
          plan.call("close", [99], { onError: { ignore: ["EPERM", "EBADF"] } });
          plan.call("close", [99], { onError: { goto: after, on: ["EBADF"] } });
          plan.place(missed);
          killSelf(plan);
          plan.place(after);
          plan.call("close", [99], { onError: { goto: after, on: ["EPERM"] } });
        },
      }),
    );
    await expect(run.started).rejects.toMatchObject({
      message: "prepare the payload: close: bad file descriptor",
    });
  });

  it("takes numbers from registers, and from data that system calls wrote", async () => {
    const { run, output } = startWithOutput(
      shell("read line <&7; echo $line", {
        keep: 8,
        prepare(plan) {
          const [reader, writer] = [plan.register("reader"), plan.register("writer")];
          const ends = plan.data.structure("pipe", [
            ["read", "u32", 0],
            ["write", "u32", 0],
          ]);
          const line = plan.data.string("through a pipe\n");
          plan.call("pipe2", [ends, 0]);
          plan.load(ends.field("read"), reader);
          plan.load(ends.field("write"), writer);
          plan.call("write", [writer, line, line.size - 1]);
          plan.call("dup3", [reader, 7, 0]);
        },
      }),
    );
    expect(await output()).toBe("through a pipe\n");
    await run.exited;
  });

  it.each([
    ["equal", 5, 5, true],
    ["equal", 5, -5, false],
    ["not-equal", 5, -5, true],
    ["less", -6, -5, true],
    ["less", -5, -5, false],
    ["at-least", -5, -5, true],
    ["at-least", -6, -5, false],
  ] as const)("jumps if %s holds for %i and %i: %s", async (condition, left, right, holds) => {
    const prepare = (plan: PlanBuilder): void => {
      const [there, value] = [plan.label("there"), plan.register("value")];
      plan.set(value, left);
      plan.jumpIf(value, condition, right, there);
      plan.exit(1);
      plan.place(there);
      plan.exit(2);
    };
    await expect(start(commandPlan(["/bin/true"], { prepare })).started).rejects.toMatchObject({
      message: `payload ended with ${holds ? 2 : 1} before the command had started`,
    });
  });

  it("checks that the working directory has a path", async () => {
    const enter = (directory: string) => (plan: PlanBuilder) => {
      plan.call("unshare", [constant("CLONE_NEWNS", 0x20000)]);
      const leaked = plan.register("leaked");
      plan.call("openat", [-100, plan.data.string("/proc"), 0o200000], { into: leaked });
      plan.call("umount2", [plan.data.string("/proc"), 2]);
      plan.call("fchdir", [leaked]);
      plan.call("chdir", [plan.data.string(directory)]);
      plan.checkDirectory();
    };
    expect(await start(commandPlan(["/bin/true"], { prepare: enter("/") })).ended).toBe(0);
    await expect(start(commandPlan(["/bin/true"], { prepare: enter(".") })).started).rejects.toMatchObject({
      message: "prepare the payload: check-directory: no such file or directory",
    });
  });
});

describe("the supervisor's program", () => {
  it.each([[[]], [["x"]], [["1x"]], [["3", "4"]], [[""]]])("wants one number, not %j", (args) => {
    const { status } = spawnSync(supervisor, args, { argv0: "sallyport-supervisor" });
    expect(status).toBe(2);
  });
});
