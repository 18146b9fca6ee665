import { describe, expect, it } from "vitest";
import type { Plan, PlanOperation } from "../src/plan/plan.ts";
import { printOperation } from "../src/plan/print-plan.ts";
import { systemCallNumber } from "../src/plan/system-call-number.ts";
import { architecture, commandPlan, startWithOutput } from "./plan-rig.ts";

const SIGKILL = 9;
const spareRegister = 30;
const levels = ["none", "tree"] as const;

/** The plan in which the process that comes to an operation kills itself in front of it. */
function withDeathAt(plan: Plan, index: number): Plan {
  const step = plan.operations[index]?.step ?? 0;
  const call = (name: "getpid" | "kill"): PlanOperation => ({
    code: "call",
    step,
    number: systemCallNumber(architecture, name),
    result: name === "getpid" ? spareRegister : undefined,
    policy: "fail",
    errnos: [],
    target: 0,
    arguments:
      name === "getpid"
        ? []
        : [
            { kind: "register", register: spareRegister },
            { kind: "value", value: BigInt(SIGKILL) },
          ],
  });
  const moved = plan.operations.map((operation) => ({
    ...operation,
    target: operation.target > index ? operation.target + 2 : operation.target,
  }));
  return {
    ...plan,
    operations: [...moved.slice(0, index), call("getpid"), call("kill"), ...moved.slice(index)],
  };
}

const plans = levels.map((level) => [level, commandPlan(["/bin/sleep", "1000"], { level })] as const);

describe.each(plans)("on level %s, nobody is left and an error says so when a process dies", (_, plan) => {
  const places = plan.operations.map((_operation, index) => [index, printOperation(plan, index)] as const);

  it.each(places)("before operation %i: %s", async (index) => {
    const { run, output } = startWithOutput(withDeathAt(plan, index));
    await expect(run.started).rejects.toMatchObject({
      message: expect.stringMatching(
        /^(joiner|payload) was killed by SIGKILL before the command had started$|^the supervisor has ended$/,
      ),
    });
    // Ends when the last process has closed its streams.
    expect(await output()).toBe("");
    await run.exited;
  });
});

describe("a command whose start does not come to its end", () => {
  it.each(levels)("is given up when its time is over on level %s", async (level) => {
    const plan = commandPlan(["/bin/true"], {
      level,
      startLimit: 100,
      prepare: (builder) => builder.awaitByte(builder.channel, 60_000),
    });
    const { run, output } = startWithOutput(plan);
    await expect(run.started).rejects.toMatchObject({
      code: "SALLYPORT_START_FAILED",
      message: "start the command: connection timed out",
      errno: "ETIMEDOUT",
    });
    expect(await output()).toBe("");
    await run.exited;
  });

  it.each(levels)("ends with who asked for it on level %s", async (level) => {
    const plan = commandPlan(["/bin/true"], {
      level,
      prepare(builder) {
        builder.send(1, 0);
        builder.awaitByte(builder.channel, 60_000);
      },
    });
    const { run, output } = startWithOutput(plan, { onMessage: () => run.close() });
    expect(await output()).toBe("");
    expect(await run.exited).toBe(128 << 8);
  });

  it.each(levels)("is called off by a kill on level %s", async (level) => {
    const plan = commandPlan(["/bin/true"], {
      level,
      prepare(builder) {
        builder.send(1, 0);
        builder.awaitByte(builder.channel, 60_000);
      },
    });
    const { run, output } = startWithOutput(plan, { onMessage: () => void run.killTree() });
    await expect(run.started).rejects.toMatchObject({ errno: "ECANCELED" });
    expect(await output()).toBe("");
    await run.exited;
  });
});
