import { openSync, readdirSync, readFileSync, readlinkSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { PlanBuilder } from "../src/plan/plan-builder.ts";
import type { PlanMessage } from "../src/plan/plan-run.ts";
import { actions, addFilter } from "./filters.ts";
import { shell, start, startWithOutput } from "./plan-rig.ts";

const ENOSYS = 38;
const levels = ["none", "tree"] as const;

/** A supervisor with a command that stays, for as long as a test looks at it. */
async function withCommand(level: (typeof levels)[number], look: (pid: number) => void): Promise<void> {
  const { run, output } = startWithOutput(shell("sleep 1000 & wait", { level }));
  await run.started;
  try {
    look(run.pid);
  } finally {
    await run.killTree();
    await output();
    await run.exited;
  }
}

describe.each(levels)("a supervisor on level %s", (level) => {
  it("runs from a copy of itself that nobody can change", async () => {
    await withCommand(level, (pid) => {
      expect(readlinkSync(`/proc/${pid}/exe`)).toBe("/memfd:sallyport (deleted)");
      expect(() => openSync(`/proc/${pid}/exe`, "r+")).toThrow(/ETXTBSY|EPERM/);
      expect(readFileSync(`/proc/${pid}/comm`, "latin1")).toBe("sallyport-sup\n");
    });
  });

  it("cannot be looked into, nor can what it forks", async () => {
    const PR_GET_DUMPABLE = 3;
    const ask = (plan: PlanBuilder): void => {
      const dumpable = plan.register("dumpable");
      plan.call("prctl", [PR_GET_DUMPABLE], { into: dumpable });
      plan.send(1, dumpable);
    };
    const messages: PlanMessage[] = [];
    const onMessage = (message: PlanMessage): void => void messages.push(message);
    const run = start(shell("exit 0", { level, first: ask, prepare: ask }), { onMessage });
    await run.exited;
    expect(messages).toEqual([
      { id: 1, value: 0n, process: -1 },
      { id: 1, value: 0n, process: 1 },
    ]);
  });

  it("forks where the kernel has no clone3", async () => {
    const run = start(
      shell("exit 42", { level, first: (plan) => addFilter(plan, { clone3: actions.fail(ENOSYS) }) }),
    );
    expect(await run.ended).toBe(42 << 8);
  });

  it("keeps nothing open but what it needs, and no directory busy", async () => {
    await withCommand(level, (pid) => {
      const open = readdirSync(`/proc/${pid}/fd`).map((fd) => readlinkSync(`/proc/${pid}/fd/${fd}`));
      expect(open.map((target) => target.replace(/\d+/, "N")).toSorted()).toEqual([
        "anon_inode:[signalfd]",
        "socket:[N]",
      ]);
      expect(readlinkSync(`/proc/${pid}/cwd`)).toBe("/");
    });
  });

  it("takes little memory, and one thread", async () => {
    await withCommand(level, (pid) => {
      const status = readFileSync(`/proc/${pid}/status`, "latin1");
      expect(Number(/VmRSS:\s*(\d+) kB/.exec(status)?.[1])).toBeLessThanOrEqual(256);
      expect(status).toContain("\nThreads:\t1\n");
    });
  });
});
