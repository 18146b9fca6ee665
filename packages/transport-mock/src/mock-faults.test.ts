import { createFakeHost } from "@sallyport/host/fake";
import { describe, expect, it } from "vitest";
import { exited, openMock, startIn } from "../test/start-in.ts";
import type { MockFault } from "./mock-fault.ts";
import type { MockProgram } from "./mock-program.ts";
import { createMockSandbox } from "./mock-sandbox.ts";

const lost = { code: "SALLYPORT_CONNECTION_LOST" };
const hangs = Symbol("hangs");

const talk: MockProgram = async ({ stdout }) => {
  await stdout.write("0123456789");
  return 5;
};
const withFaults = (...faults: MockFault[]) =>
  createMockSandbox({
    programs: { run: talk, forever: ({ sleep }) => sleep(1e9) },
    faults,
  });

/** What it gives, unless it does not in many turns of the event loop. */
async function unlessHanging(work: Promise<unknown>): Promise<unknown> {
  const never = (async () => {
    for (let turn = 0; turn < 50; turn++) await new Promise((resolve) => setImmediate(resolve));
    return hangs;
  })();
  return await Promise.race([work, never]);
}

describe("a mock sandbox that is to go wrong", () => {
  it("refuses to be opened, once", async () => {
    const sandbox = withFaults({ at: "open", kind: "refuse" });
    await expect(openMock(sandbox, createFakeHost())).rejects.toMatchObject({
      code: "SALLYPORT_CONNECT_FAILED",
    });
    expect(await openMock(sandbox, createFakeHost())).toBeDefined();
  });

  it.each<[MockFault]>([[{ at: "open", kind: "hang" }], [{ at: "start", kind: "hang" }]])(
    "hangs: %j",
    async (fault) => {
      expect(await unlessHanging(startIn(withFaults(fault)))).toBe(hangs);
    },
  );

  it("refuses a start", async () => {
    await expect(startIn(withFaults({ at: "start", kind: "refuse" }))).rejects.toMatchObject({
      code: "SALLYPORT_START_FAILED",
    });
  });

  it("does not answer a start in time", async () => {
    const sandbox = withFaults({ at: "start", kind: "hang" });
    await expect(startIn(sandbox, {}, { startTimeout: 50 })).rejects.toMatchObject({
      code: "SALLYPORT_START_TIMEOUT",
    });
    expect(sandbox.processes()).toEqual([]);
  });

  it.each([
    ["before a process starts: nothing runs", "lose", []],
    ["after it has started: it runs", "lose-started", [{ pid: 2, args: ["forever"] }]],
  ] as const)("loses the connection %s", async (_, kind, running) => {
    const sandbox = withFaults({ at: "start", kind });
    await expect(startIn(sandbox, { args: ["forever"] })).rejects.toMatchObject(lost);
    expect(sandbox.processes()).toEqual(running);
  });

  it("gives wrong answers", async () => {
    const started = await startIn(withFaults({ at: "start", kind: "wrong" }));
    expect(started.process.pid).toBe(0);
    const { process } = await startIn(withFaults({ at: "wait", kind: "wrong" }));
    expect(await process.wait()).toEqual(exited(1000));
  });

  it.each<[MockFault["kind"] & ("hang" | "lose"), unknown]>([
    ["hang", hangs],
    ["lose", expect.objectContaining(lost)],
  ])("does not tell how a process ended: %s", async (kind, expected) => {
    const { process } = await startIn(withFaults({ at: "wait", kind }));
    const told = process.wait().catch((error: unknown) => error);
    expect(await unlessHanging(told)).toEqual(expected);
  });

  it.each<[MockFault["kind"] & ("hang" | "lose" | "refuse"), unknown]>([
    ["hang", hangs],
    ["lose", expect.objectContaining(lost)],
    ["refuse", expect.objectContaining({ code: "SALLYPORT_REMOTE" })],
  ])("does not take a signal: %s", async (kind, expected) => {
    const { process } = await startIn(withFaults({ at: "signal", kind }), { args: ["forever"] });
    const sent = process.signal(15, "process").catch((error: unknown) => error);
    expect(await unlessHanging(sent)).toEqual(expected);
  });

  it.each([0, 1, 4, 9])("dies when %i bytes are written: they arrive, and it never exits", async (after) => {
    const sandbox = withFaults({ at: "output", kind: "die", after });
    const { process, output } = await startIn(sandbox);
    await expect(process.wait()).rejects.toMatchObject(lost);
    expect(output()).toBe("0123456789".slice(0, after));
    expect(sandbox.processes()).toEqual([]);
    await expect(openMock(sandbox, createFakeHost())).rejects.toMatchObject({
      code: "SALLYPORT_CONNECT_FAILED",
    });
  });

  it("loses connections when the test says so, and processes run on", async () => {
    const sandbox = withFaults();
    const { process, host } = await startIn(sandbox, { args: ["forever"] });
    const waiting = process.wait();
    sandbox.loseConnections();
    await expect(waiting).rejects.toMatchObject(lost);
    await expect(process.signal(15, "process")).rejects.toMatchObject(lost);
    const again = await openMock(sandbox, host);
    expect(await again.processes()).toHaveLength(1);
  });

  it("goes wrong later, too", async () => {
    const sandbox = withFaults();
    const { process } = await startIn(sandbox);
    sandbox.inject({ at: "wait", kind: "lose" });
    await expect(process.wait()).rejects.toMatchObject(lost);
  });

  it("ends what is under way when its handle is closed, and leaves processes alone", async () => {
    const sandbox = withFaults();
    const { process, handle } = await startIn(sandbox, { args: ["forever"] });
    const waiting = process.wait();
    await handle[Symbol.asyncDispose]();
    await expect(waiting).rejects.toMatchObject(lost);
    expect(sandbox.processes()).toHaveLength(1);
  });
});
