import { closeSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { PlanBuilder } from "../src/plan/plan-builder.ts";
import type { PlanRun } from "../src/plan/plan-run.ts";
import { sendTerminal } from "../src/plan/send-to-supervisor.ts";
import { type CommandOptions, createReader, host, shell, start } from "./plan-rig.ts";

const levels = ["none", "tree"] as const;
const TIOCSPTLCK = 0x4004_5431;
const TIOCGPTPEER = 0x5441;
const TIOCSCTTY = 0x540e;
const O_RDWR_NOCTTY = 0o402;

/** A new terminal becomes the payload's; its master goes to the supervisor. */
function openTerminal(plan: PlanBuilder): void {
  const [master, replica] = [plan.register("master"), plan.register("replica")];
  plan.step("open a terminal");
  plan.call("openat", [-100, plan.data.string("/dev/ptmx"), O_RDWR_NOCTTY], { into: master });
  plan.call("ioctl", [master, TIOCSPTLCK, plan.data.space(4, "unlocked")]);
  plan.call("ioctl", [master, TIOCGPTPEER, O_RDWR_NOCTTY], { into: replica });
  plan.call("ioctl", [replica, TIOCSCTTY, 0]);
  for (const fd of [0, 1, 2]) plan.call("dup3", [replica, fd, 0]);
  sendTerminal(plan, master);
}

/** A command with a terminal that the supervisor copies to and from pipes. */
function startOnPipes(script: string, options: CommandOptions = {}) {
  const input = host.descriptors.pipe();
  const output = host.descriptors.pipe();
  const plan = shell(script, { terminal: "copy", prepare: openTerminal, ...options });
  const run = start(plan, { fds: [input.read, output.write, output.write] });
  closeSync(input.read);
  closeSync(output.write);
  return {
    run,
    ...createReader(output.read),
    type: (text: string) => host.descriptors.write(input.write, Buffer.from(text)),
    endInput: () => closeSync(input.write),
  };
}

describe.each(levels)("a command with a terminal on level %s", (level) => {
  it("has it as its own, and reads what is typed", async () => {
    const { run, type, endInput, line, output } = startOnPipes("tty; read x; echo got $x", { level });
    expect(await line()).toMatch(/^\/dev\/pts\/\d+\r$/);
    type("hello\n");
    expect(await output()).toBe("hello\r\ngot hello\r\n");
    expect(await run.ended).toBe(0);
    endInput();
  });

  it("gets the signals of its keys", async () => {
    const { run, type, endInput, line } = startOnPipes("echo ready; exec sleep 1000", { level });
    expect(await line()).toBe("ready\r");
    type("\u0003");
    expect(await run.ended).toBe(2);
    endInput();
  });

  it("ends after all its output, however much and however it is read", async () => {
    const { run, endInput, output } = startOnPipes("stty -onlcr; seq 1 30000", { level });
    endInput();
    const lines = (await output()).trimEnd().split("\n");
    expect(lines).toHaveLength(30_000);
    expect(lines.at(-1)).toBe("30000");
    expect(await run.ended).toBe(0);
  });

  it("goes on when nobody reads its output", async () => {
    const output = host.descriptors.pipe();
    const plan = shell("seq 1 30000; exit 3", { level, terminal: "copy", prepare: openTerminal });
    const run = start(plan, { fds: [output.write, output.write, output.write] });
    closeSync(output.read);
    closeSync(output.write);
    expect(await run.ended).toBe(3 << 8);
  });

  it("has the size that it is given", async () => {
    const script = "trap 'stty size; exit' WINCH; echo ready; while :; do sleep 0.01; done";
    const { run, endInput, line } = startOnPipes(script, { level });
    expect(await line()).toBe("ready\r");
    await run.resize({ rows: 40, columns: 132 });
    expect(await line()).toBe("40 132\r");
    expect(await run.ended).toBe(0);
    endInput();
  });
});

describe("a terminal shown on a terminal", () => {
  it("has its size, from the start and when it changes", async () => {
    const SIGWINCH = 28;
    const shown = host.terminals.openPty();
    host.terminals.setWindowSize(shown.master, { rows: 24, columns: 80 });
    const script = "trap 'stty size; exit' WINCH; stty size; while :; do sleep 0.01; done";
    const plan = shell(script, { terminal: "copy", prepare: openTerminal });
    const run = start(plan, { fds: [shown.replica, shown.replica, shown.replica] });
    const { line } = createReader(shown.master);
    expect(await line()).toMatch(/^24 80\r/);
    host.terminals.setWindowSize(shown.master, { rows: 50, columns: 100 });
    process.kill(run.pid, SIGWINCH);
    expect(await line()).toMatch(/^50 100\r/);
    expect(await run.ended).toBe(0);
    closeSync(shown.replica);
    closeSync(shown.master);
  });
});

describe("a terminal that is passed on", () => {
  it("is ours", async () => {
    const masters: number[] = [];
    const plan = shell("tty; read x; echo got $x", { terminal: "pass", prepare: openTerminal });
    const run: PlanRun = start(plan, { onTerminal: (fd) => void masters.push(fd) });
    await run.started;
    expect(masters).toHaveLength(1);
    const [master = -1] = masters;
    const { line } = createReader(master);
    expect(await line()).toMatch(/^\/dev\/pts\/\d+\r$/);
    host.descriptors.write(master, Buffer.from("hello\n"));
    expect(await line()).toBe("hello\r");
    expect(await line()).toBe("got hello\r");
    expect(await run.ended).toBe(0);
    closeSync(master);
  });
});
