import { chmodSync, copyFileSync, readlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { constant } from "../src/plan/operand.ts";
import type { PlanBuilder } from "../src/plan/plan-builder.ts";
import type { PlanRun, ProcessEvent } from "../src/plan/plan-run.ts";
import { type CommandOptions, commandPlan, shell, start, startWithOutput, supervisor } from "./plan-rig.ts";
import { childrenOf, isAlive, stateOf, until } from "./processes.ts";
import { buildTricks } from "./tricks.ts";

const levels = ["none", "tree"] as const;
const [SIGKILL, SIGSTOP, SIGCONT] = [9, 19, 18];

let tricks: ReturnType<typeof buildTricks>;
beforeAll(() => {
  tricks = buildTricks();
});
afterAll(() => tricks.remove());

/** Runs a command on level `tree`, and counts what happened in its tree. */
async function countEvents(argv: readonly string[]) {
  const counts = { forked: 0, executed: 0, ended: 0 };
  const onProcess = ({ kind }: ProcessEvent): void => void (counts[kind] += 1);
  const run = start(commandPlan(argv, { level: "tree", reportProcesses: true }), { onProcess });
  const status = await run.ended;
  await run.exited;
  return { status, ...counts };
}

describe("the tree of a command", () => {
  // The fork of the payload itself is seen too, and the end of the process that joined.
  it("has each thread that it starts", async () => {
    const counts = await countEvents([tricks.path, "threads"]);
    expect(counts).toEqual({ status: 0, forked: 401, executed: 1, ended: 402 });
  });

  it("has the process whose thread executes another program", async () => {
    const counts = await countEvents([tricks.path, "execute-from-thread"]);
    expect(counts).toEqual({ status: 5 << 8, forked: 2, executed: 2, ended: 2 });
  });

  it("has the children of vfork", async () => {
    const counts = await countEvents([tricks.path, "vfork"]);
    expect(counts).toEqual({ status: 0, forked: 21, executed: 21, ended: 22 });
  });

  it("ends with the supervisor, whoever left its session", async () => {
    const { run, output } = startWithOutput(
      shell("setsid sleep 1000 & sleep 1000 & wait", { level: "tree" }),
    );
    const payload = await run.started;
    await until(() => childrenOf(payload).length === 2);
    process.kill(run.pid, SIGKILL);
    expect(await output()).toBe("");
    await expect(run.ended).rejects.toMatchObject({ code: "SALLYPORT_CONNECTION_LOST" });
  });

  it("has nobody left when leftovers are to be killed", async () => {
    const plan = shell("setsid sleep 1000 & exit 3", { level: "tree", killLeftovers: true });
    const { run, output } = startWithOutput(plan);
    expect(await run.ended).toBe(3 << 8);
    expect(await output()).toBe("");
    expect(await run.exited).toBe(3 << 8);
  });

  it("ends with its kill, also when its command has ended", async () => {
    const { run, output } = startWithOutput(shell("setsid sleep 1000 & exit 3", { level: "tree" }));
    expect(await run.ended).toBe(3 << 8);
    await run.killTree();
    expect(await output()).toBe("");
    await run.exited;
  });
});

/** One that has ended has no program any more. */
function isSupervisor(pid: number): boolean {
  try {
    return readlinkSync(`/proc/${pid}/exe`).startsWith("/memfd");
  } catch {
    return false;
  }
}

/** Runs a script below a monitor that reaps all; tells how its supervisor and the monitor saw its end. */
async function reaped(script: string, options: CommandOptions = {}, look?: (run: PlanRun) => Promise<void>) {
  const monitor = join(tricks.folder, "monitor");
  writeFileSync(monitor, `#!/bin/sh\nexec ${tricks.path} reap ${supervisor} "$@"\n`, { mode: 0o755 });
  const { run, output } = startWithOutput(shell(script, { level: "tree", sibling: true, ...options }), {
    executable: monitor,
  });
  const pid = await run.started;
  await look?.(run);
  const endings = (await output()).trim().split("\n");
  return { ended: run.ended, ending: endings.find((line) => line.startsWith(`${pid} `))?.split(" ")[1] };
}

describe("a command that is left by its supervisor", () => {
  it("is reaped by who inherits it, also when it has ended by then", async () => {
    const prepare = (plan: PlanBuilder): void => plan.call("prctl", [constant("PR_SET_PDEATHSIG", 1), 0]);
    const last = (plan: PlanBuilder): void => {
      const parts = [["tv_sec", "u64", 0n] as const, ["tv_nsec", "u64", 300_000_000n] as const];
      plan.call("nanosleep", [plan.data.structure("timespec", parts), 0]);
    };
    const options = { level: "none", sibling: false, leaveWhenStarted: true, prepare, last } as const;
    const { ending } = await reaped("exit 5", options);
    expect(ending).toBe(String(5 << 8));
  });
});

describe("a command that is a sibling of its supervisor", () => {
  it("is reaped by their parent, and watched all the same", async () => {
    const { ended, ending } = await reaped("exit 33");
    expect(await ended).toBe(33 << 8);
    expect(ending).toBe(String(33 << 8));
  });

  it("is killed with its supervisor, as their parent sees", async () => {
    const { ended, ending } = await reaped("sleep 1000", {}, async (run) => {
      const [child] = childrenOf(run.pid).filter(isSupervisor);
      process.kill(child ?? Number.NaN, SIGKILL);
    });
    await expect(ended).rejects.toMatchObject({ code: "SALLYPORT_CONNECTION_LOST" });
    expect(ending).toBe(String(SIGKILL));
  });
});

describe.each(levels)("on level %s", (level) => {
  async function outputOf(argv: readonly string[], prepare?: (plan: PlanBuilder) => void): Promise<string> {
    const plan = commandPlan(argv, { level, ...(prepare === undefined ? {} : { prepare }) });
    const { run, output } = startWithOutput(plan);
    const text = await output();
    await run.exited;
    return text;
  }

  it("a child that left its parent behind lives on", async () => {
    const { run, output } = startWithOutput(shell("setsid sleep 1000 >/dev/null 2>&1 & echo $!", { level }));
    const child = Number(await output());
    expect(await run.ended).toBe(0);
    expect(isAlive(child)).toBe(true);
    process.kill(child, SIGKILL);
    await run.exited;
  });

  it.each(["nanosleep", "poll"])("%s goes on after a stop", async (call) => {
    const { run, output } = startWithOutput(commandPlan([tricks.path, call], { level }));
    const pid = await run.started;
    await until(() => stateOf(pid) === "S");
    process.kill(pid, SIGSTOP);
    await until(() => "tT".includes(stateOf(pid)));
    process.kill(pid, SIGCONT);
    expect(await output()).toBe("asleep\nresult 0 in time\n");
    expect(await run.ended).toBe(0);
  });

  it("a signal keeps what was queued with it", async () => {
    expect(await outputOf([tricks.path, "sigqueue"])).toBe("value 42 code -1\n");
  });

  it("a crash is a crash", async () => {
    const run = start(commandPlan([tricks.path, "crash"], { level, prepare: withoutCore }));
    expect(await run.ended).toBe(11);
    expect(await run.exited).toBe(139 << 8);
  });

  it("jobs are stopped and continued", async () => {
    const script = `exec 2>/dev/null
      set -m
      sleep 1000 &
      kill -STOP $!
      until jobs | grep -q Stopped; do :; done
      jobs
      kill -CONT $!
      until jobs | grep -q Running; do :; done
      jobs
      kill -TERM $!
      wait $!
      echo $?`;
    const text = await outputOf(["/bin/bash", "-c", script]);
    expect(text).toMatch(/^\[1\]\+ {2}Stopped {17}sleep 1000\n\[1\]\+ {2}Running {17}sleep 1000 &\n143\n$/);
  });

  it("a debugger works unless there is one already", async () => {
    const expected = { none: "done", tree: "Operation not permitted" };
    expect(await outputOf([tricks.path, "trace-child"])).toBe(`traceme: ${expected[level]}\n`);
  });

  it("a command that wants to be debugged runs on", async () => {
    expect(await start(commandPlan([tricks.path, "be-traced"], { level })).ended).toBe(7 << 8);
  });

  it("a setuid program has its owner's rights", async () => {
    const program = join(tricks.folder, `setuid-${level}`);
    copyFileSync(tricks.path, program);
    chmodSync(program, 0o4755);
    chmodSync(tricks.folder, 0o755);
    const becomeNobody = (plan: PlanBuilder): void => plan.call("setresuid", [65534, 65534, 65534]);
    expect(await outputOf([program, "ids"], becomeNobody)).toBe("65534 0\n");
  });
});

function withoutCore(plan: PlanBuilder): void {
  const RLIMIT_CORE = 4;
  plan.call("prlimit64", [0, RLIMIT_CORE, plan.data.space(16, "rlimit"), 0]);
}
