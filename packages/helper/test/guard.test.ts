import { type ScriptedSentry, startScriptedSentry } from "@sallyport/testkit";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Guard, launchGuard, startGuard } from "../src/start-guard.ts";
import { doneByte } from "../src/waiter-format.ts";
import type { GuardTask } from "../src/waiter-task.ts";
import {
  endOf,
  endWaiting,
  executable,
  host,
  numberedRequest,
  startWaiting,
  success,
  uniqueAddress,
} from "./rig.ts";

let sentry: ScriptedSentry;
let killTask: GuardTask;

beforeEach(async () => {
  const address = uniqueAddress();
  sentry = await startScriptedSentry({ address, script: { Signal: { result: {} } } });
  killTask = { kind: "guard", killRequest: numberedRequest(address) };
});
afterEach(async () => {
  await endWaiting();
  await sentry.close();
});

const texts = (): readonly string[] => sentry.requests.map(({ text }) => text);
const quietly = { kind: "exited", code: 0 };
const kill = '{"method":"Signal","arg":{"number":9}}';

const start = (task: GuardTask = killTask): Promise<Guard> => startGuard(host, { executable }, task);

/** A process that does nothing but hold a descriptor. */
function startHolder(fd: number): number {
  const nothing = host.files.open("/dev/null", { access: "read-write" });
  const fds = [nothing, nothing, nothing, fd];
  const argv = ["sleep", "1000"];
  const { pid } = host.children.spawn({ executable: "/bin/sleep", argv, environment: {}, fds });
  host.descriptors.close(nothing);
  return pid;
}

describe("a guard", () => {
  it("kills the command when the client is killed", async () => {
    const guard = await start();
    const client = startHolder(guard.control);
    guard.close();
    expect(texts()).toEqual([]);
    host.signals.send(client, 9);
    expect(await endOf(guard)).toEqual(quietly);
    expect(texts()).toEqual([kill]);
  });

  it("does nothing when the client is done", async () => {
    const guard = await start();
    guard.done();
    expect(await endOf(guard)).toEqual(quietly);
    expect(texts()).toEqual([]);
  });

  it("outlives every signal that can be caught", async () => {
    const guard = await start();
    for (let signal = 1; signal <= 64; signal++) {
      if (signal !== 9 && signal !== 19) host.signals.send(guard.pid, signal);
    }
    guard.close();
    expect(await endOf(guard)).toEqual(quietly);
    expect(texts()).toEqual([kill]);
  });

  it("tells by its status that the sandbox was not to be reached", async () => {
    const guard = await start({ kind: "guard", killRequest: numberedRequest(uniqueAddress()) });
    guard.close();
    expect(await endOf(guard)).toEqual({ kind: "exited", code: 128 });
  });

  it("has its task before whoever shares its other end calls it off", async () => {
    const guard = launchGuard(host, { executable });
    const taken = guard.handOver(killTask);
    host.sockets.send(guard.control, Uint8Array.of(doneByte));
    await taken;
    expect(await endOf(guard)).toEqual(quietly);
    expect(texts()).toEqual([]);
    guard.close();
  });

  it("ends when it is called off before it has a task", async () => {
    const guard = launchGuard(host, { executable });
    guard.done();
    await expect(guard.exited).resolves.toBeTypeOf("number");
    expect(texts()).toEqual([]);
  });

  it("that has been killed is no trouble to a client that is done", async () => {
    const guard = await start();
    host.signals.send(guard.pid, 9);
    await guard.exited;
    expect(() => guard.done()).not.toThrow();
  });
});

describe("a guard with a terminal", () => {
  it.each<[string, (guard: Guard) => void, boolean]>([
    ["restores it when the client ends without a word", (guard) => guard.close(), true],
    ["leaves it to a client that is done", (guard) => guard.done(), false],
  ])("%s", async (_, end, restored) => {
    const { master, replica } = host.terminals.openPty();
    const mode = host.terminals.mode(replica);
    const guard = await start({ kind: "guard", terminal: { fd: replica, attributes: mode } });
    host.terminals.setMode(replica, mode.slice().fill(0, 0, 16));
    const raw = host.terminals.mode(replica);
    expect(raw).not.toEqual(mode);
    end(guard);
    expect(await endOf(guard)).toEqual(quietly);
    expect(host.terminals.mode(replica)).toEqual(restored ? mode : raw);
    for (const fd of [master, replica]) host.descriptors.close(fd);
  });

  it("restores it first and kills the command then", async () => {
    const { master, replica } = host.terminals.openPty();
    const mode = host.terminals.mode(replica);
    const guard = await start({ ...killTask, terminal: { fd: replica, attributes: mode } });
    guard.close();
    expect(await endOf(guard)).toEqual(quietly);
    expect(texts()).toEqual([kill]);
    for (const fd of [master, replica]) host.descriptors.close(fd);
  });
});

describe("a guard of a waiter", () => {
  it("kills the command when the waiter is killed", async () => {
    const guard = await start();
    const waiting = await startWaiting({ guard: guard.control });
    guard.close();
    host.signals.send(waiting.waiter.pid, 9);
    expect(await endOf(guard)).toEqual(quietly);
    expect(texts()).toEqual([kill]);
  });

  it("kills the command when the waiter never learns how it ended", async () => {
    const guard = await start();
    const waiting = await startWaiting({ guard: guard.control });
    guard.close();
    waiting.reply([], "close");
    expect(await waiting.exitStatus()).toBe(128);
    expect(await endOf(guard)).toEqual(quietly);
    expect(texts()).toEqual([kill]);
  });

  it("kills the command when the waiter is told something that is no end", async () => {
    const guard = await start();
    const waiting = await startWaiting({ guard: guard.control });
    guard.close();
    waiting.reply([success(0xffff)]);
    expect(await waiting.exitStatus()).toBe(128);
    expect(await endOf(guard)).toEqual(quietly);
    expect(texts()).toEqual([kill]);
  });

  it("does nothing when the command has ended", async () => {
    const guard = await start();
    const waiting = await startWaiting({ guard: guard.control });
    guard.close();
    waiting.reply([success(7 << 8)]);
    expect(await waiting.exitStatus()).toBe(7);
    expect(await endOf(guard)).toEqual(quietly);
    expect(texts()).toEqual([]);
  });
});
