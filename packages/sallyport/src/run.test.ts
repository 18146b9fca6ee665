import { createNodeHost } from "@sallyport/host/node";
import { describe, expect, it } from "vitest";
import type { ManualClock } from "../test/manual-clock.ts";
import { type Program, startScriptedSandbox } from "../test/scripted-sandbox.ts";
import { ExecError, isExecError, isSallyportError, type RunOptions } from "./index.ts";

const host = createNodeHost();

const greet: Program = async (guest) => {
  await guest.write(1, "out\n");
  await guest.write(2, "err\n");
};

/** Ends as the first signal that it gets says. */
const untilSignal: Program = async (guest) => {
  await guest.write(1, "before\n");
  return { kind: "signaled", signal: await guest.signal(), coreDumped: false };
};

const failing: Program = async (guest) => {
  await guest.write(2, "why\n");
  return { kind: "exited", code: 7 };
};

async function run(program: Program, options: RunOptions = {}) {
  const sandbox = await startScriptedSandbox(program);
  return await sandbox.box.run(["command", "argument"], options);
}

/** Its end, or failure, when `act` is called again and again once it runs. */
async function runWhile(program: Program, options: RunOptions, act: (clock: ManualClock) => void) {
  const sandbox = await startScriptedSandbox(program);
  const { box, clock, requests } = sandbox;
  const running = box.run(["command", "argument"], options).catch((error: unknown) => error);
  await expect.poll(() => requests.some(({ method }) => method === "containerManager.WaitPID")).toBe(true);
  const acting = setInterval(() => act(clock));
  try {
    return await running;
  } finally {
    clearInterval(acting);
  }
}

const runLate = (program: Program, options: RunOptions) =>
  runWhile(program, options, (clock) => clock.pass(1000));

describe("run", () => {
  it("gives what a command wrote, and how it ended", async () => {
    expect(await run(greet)).toEqual({
      argv: ["command", "argument"],
      pid: 2,
      reason: "exited",
      code: 0,
      stdout: "out\n",
      stderr: "err\n",
      timedOut: false,
      aborted: false,
      truncated: false,
      stdoutTruncated: false,
      stderrTruncated: false,
      durationMs: expect.any(Number),
    });
  });

  it("gives bytes", async () => {
    const { stdout } = await run(greet, { encoding: "buffer" });
    expect(stdout).toEqual(Buffer.from("out\n"));
  });

  it("gives both outputs as one, in order", async () => {
    const result = await run(greet, { stderr: "stdout" });
    expect(result).toMatchObject({ stdout: "out\nerr\n", stderr: undefined });
  });

  it("throws for a command that fails, with its result", async () => {
    const failure = await run(failing).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ExecError);
    expect([isExecError(failure), isSallyportError(failure)]).toEqual([true, false]);
    expect(failure).toMatchObject({
      name: "ExecError",
      message: 'command "command argument" in container "web" exited with status 7',
      containerId: "web",
      argv: ["command", "argument"],
      reason: "exited",
      code: 7,
      stderr: "why\n",
    });
  });

  it("gives the result of a command that fails when it is asked to", async () => {
    expect(await run(failing, { reject: false })).toMatchObject({ code: 7, stderr: "why\n" });
  });

  it("has no code for a command that a signal ended", async () => {
    const ended: Program = async () => ({ kind: "signaled", signal: 11, coreDumped: true });
    expect(await run(ended, { reject: false })).toMatchObject({
      reason: "signaled",
      code: null,
      signal: "SIGSEGV",
    });
  });

  it("ends a command in time, and keeps what it wrote", async () => {
    expect(await runLate(untilSignal, { timeoutMs: 2000 })).toMatchObject({
      message: 'command "command argument" in container "web" timed out and was ended by SIGTERM',
      timedOut: true,
      signal: "SIGTERM",
      stdout: "before\n",
    });
  });

  it("kills a command that does not end by the first signal", async () => {
    const stubborn: Program = async (guest) => {
      const first = await guest.signal();
      return { kind: "exited", code: first * 10 + (await guest.signal()) };
    };
    const options = { timeoutMs: 2000, killSignal: "INT", forceKillAfterMs: 1000, reject: false };
    expect(await runLate(stubborn, options)).toMatchObject({ code: 29, timedOut: true });
  });

  it("counts a command that was ended as failed, whatever its status", async () => {
    const polite: Program = async (guest) => void (await guest.signal());
    expect(await runLate(polite, { timeoutMs: 2000 })).toMatchObject({
      message: expect.stringContaining("timed out and exited with status 0"),
    });
  });

  it("ends a command when its caller gives up", async () => {
    const controller = new AbortController();
    const giveUp = (): void => controller.abort(new Error("enough"));
    const failure = await runWhile(untilSignal, { signal: controller.signal }, giveUp);
    expect(failure).toMatchObject({
      message: expect.stringContaining("was aborted and was ended by SIGTERM"),
      cause: new Error("enough"),
      aborted: true,
      timedOut: false,
    });
  });

  it("starts nothing for a caller that has given up", async () => {
    const { box, requests } = await startScriptedSandbox(greet);
    const signal = AbortSignal.abort(new Error("no"));
    const failure = await box.run(["command"], { signal }).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: "SALLYPORT_ABORTED", cause: new Error("no") });
    // What it had begun would be there by the end of another one.
    await box.run(["another"]);
    const started = requests.filter(({ method }) => method === "containerManager.ExecuteAsync");
    expect(started).toMatchObject([{ arg: { argv: ["another"] } }]);
  });

  it("drops output beyond the limit, and says of which stream", async () => {
    const result = await run(greet, { maxOutputBytes: 2 });
    expect(result).toMatchObject({ stdout: "ou", stderr: "er", truncated: true, stdoutTruncated: true });
    expect(await run(greet, { maxOutputBytes: 4 })).toMatchObject({ stdout: "out\n", truncated: false });
  });

  it("waits no longer than told for streams that others hold open", async () => {
    const held: number[] = [];
    const leaving: Program = async (guest) => {
      await guest.write(1, "mine\n");
      held.push(...guest.fds.map((fd) => host.descriptors.duplicate(fd)));
    };
    expect(await runLate(leaving, { drainTimeoutMs: 5000 })).toMatchObject({ code: 0, stdout: "mine\n" });
    for (const fd of held) host.descriptors.close(fd);
  });

  it("gives up a start that takes too long, and kills what still starts", async () => {
    let start: (() => void) | undefined;
    const slow = async (): Promise<{ result: number }> => {
      await new Promise<void>((resolve) => (start = resolve));
      return { result: 17 };
    };
    const sandbox = await startScriptedSandbox(greet, { "containerManager.ExecuteAsync": slow });
    const running = sandbox.box.run(["command"], { timeoutMs: 20 }).catch((error: unknown) => error);
    await expect.poll(() => start).toBeDefined();
    sandbox.clock.pass(20);
    expect(await running).toMatchObject({ code: "SALLYPORT_START_TIMEOUT" });
    start?.();
    await expect
      .poll(() => sandbox.requests.map(({ method, arg }) => [method, arg]))
      .toContainEqual(["containerManager.Signal", expect.objectContaining({ PID: 17, Signo: 9 })]);
  });
});
