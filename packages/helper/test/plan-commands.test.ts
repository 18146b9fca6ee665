import { closeSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { createPlanBuilder, type PlanBuilder } from "../src/plan/plan-builder.ts";
import type { PlanMessage, PlanRun } from "../src/plan/plan-run.ts";
import { architecture, host, shell, start, startWithOutput } from "./plan-rig.ts";
import { childrenOf, isAlive, until } from "./processes.ts";

const levels = ["none", "tree"] as const;
const [SIGHUP, SIGKILL, SIGUSR1, SIGTERM] = [1, 9, 10, 15];

/** Says that it is ready, and which signals it gets; ends with 0 on SIGHUP. */
const reporter =
  "trap 'echo USR1' USR1; trap 'echo TERM' TERM; trap 'exit 0' HUP; echo ready; while :; do sleep 0.01; done";

describe.each(levels)("a command on level %s", (level) => {
  it("gets the signals that the supervisor was asked to send, and those that it forwards", async () => {
    const { run, line } = startWithOutput(shell(reporter, { level, signals: [SIGTERM] }));
    expect(await line()).toBe("ready");
    process.kill(run.pid, SIGUSR1);
    process.kill(run.pid, SIGTERM);
    expect(await line()).toBe("TERM");
    await run.signal(SIGUSR1);
    expect(await line()).toBe("USR1");
    await run.signal(SIGHUP);
    expect(await run.ended).toBe(0);
  });

  it("gets what came before it had started once it has", async () => {
    const { read, write } = host.descriptors.pipe();
    const prepare = (plan: PlanBuilder): void => {
      plan.send(1, 0);
      plan.awaitByte(0, 10_000);
    };
    const run: PlanRun = start(shell("sleep 1000", { level, prepare }), {
      fds: [read, write, write],
      onMessage: () => void run.signal(SIGUSR1).then(() => host.descriptors.write(write, new Uint8Array(1))),
    });
    expect(await run.ended).toBe(SIGUSR1);
    closeSync(read);
    closeSync(write);
  });

  it("is killed with its process group", async () => {
    const { run, output } = startWithOutput(shell("sleep 1000 & sleep 1000 & wait", { level }));
    await run.started;
    await run.killTree();
    expect(await output()).toBe("");
    expect(await run.ended).toBe(SIGKILL);
  });

  it("ends when it has run for as long as it may", async () => {
    let limits = 0;
    const plan = shell("sleep 1000 & wait", { level, timeLimit: 50 });
    const { run, output } = startWithOutput(plan, { onTimeLimit: () => void limits++ });
    expect(await run.ended).toBe(SIGTERM);
    expect(await output()).toBe("");
    expect(limits).toBe(1);
  });

  it("is killed when it does not end in time", async () => {
    const plan = shell("trap '' TERM; echo ready; while :; do sleep 0.01; done", {
      level,
      timeLimit: 50,
      grace: 50,
    });
    const { run, output } = startWithOutput(plan);
    expect(await run.ended).toBe(SIGKILL);
    expect(await output()).toBe("ready\n");
  });

  it("ends when nobody listens to its supervisor any more", async () => {
    const { run, output } = startWithOutput(shell("sleep 1000 & sleep 1000 & wait", { level }));
    await run.started;
    run.close();
    expect(await output()).toBe("");
    await expect(run.ended).rejects.toMatchObject({ code: "SALLYPORT_CONNECTION_LOST" });
    expect(await run.exited).toBe((128 + SIGKILL) << 8);
  });

  it("outlives who listens when it may", async () => {
    const { run, line } = startWithOutput(
      shell(reporter, { level, outliveClient: true, signals: [SIGTERM, SIGHUP] }),
    );
    expect(await line()).toBe("ready");
    run.close();
    process.kill(run.pid, SIGTERM);
    expect(await line()).toBe("TERM");
    process.kill(run.pid, SIGHUP);
    expect(await run.exited).toBe(0);
  });
});

describe("a supervisor that leaves", () => {
  it("ends when the command has started, which runs on", async () => {
    const PR_SET_PDEATHSIG = 1;
    const prepare = (plan: PlanBuilder): void => plan.call("prctl", [PR_SET_PDEATHSIG, 0]);
    const run = start(shell("sleep 1000 & wait", { leaveWhenStarted: true, prepare }));
    const pid = await run.started;
    expect(await run.exited).toBe(0);
    expect(isAlive(pid)).toBe(true);
    await until(() => childrenOf(pid).length === 1);
    process.kill(-pid, SIGKILL);
  });
});

describe("a plan that talks", () => {
  it("sends what registers hold, and waits for a reply", async () => {
    const plan = createPlanBuilder(architecture, host.text);
    const reply = plan.register("reply");
    plan.step("ask");
    plan.send(7, -1);
    plan.awaitReply(10_000, { into: reply });
    plan.send(8, reply);
    plan.exit(9);
    const messages: PlanMessage[] = [];
    const run: PlanRun = start(plan.finish(), {
      onMessage(message) {
        messages.push(message);
        if (message.id === 7) void run.proceed(123);
      },
    });
    expect(await run.ended).toBe(9 << 8);
    expect(await run.exited).toBe(9 << 8);
    await expect(run.started).rejects.toMatchObject({ code: "SALLYPORT_CONNECTION_LOST" });
    expect(messages).toEqual([
      { id: 7, value: 2n ** 64n - 1n, process: -1 },
      { id: 8, value: 123n, process: -1 },
    ]);
  });
});
