import { hasErrno } from "@sallyport/core";
import type { SocketAddress } from "@sallyport/host";
import { type ScriptedSentry, type SentryAnswer, serveScript, startScriptedSentry } from "@sallyport/testkit";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { startWaiter } from "../src/start-waiter.ts";
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

/** All but SIGKILL and SIGSTOP, which nobody can catch. */
const catchable = Array.from({ length: 64 }, (_, index) => index + 1).filter((n) => n !== 9 && n !== 19);
/** Those of which the arrival of one does not remove another (signal(7), job control). */
const independent = catchable.filter((number) => ![18, 20, 21, 22].includes(number));

let sentry: ScriptedSentry | undefined;
afterEach(async () => {
  await endWaiting();
  await sentry?.close();
  sentry = undefined;
});

async function startSentry(answer: SentryAnswer, address = uniqueAddress()): Promise<SocketAddress> {
  sentry = await startScriptedSentry({ address, script: { Signal: answer } });
  return address;
}

const healthy: SentryAnswer = { result: {} };
const texts = (): readonly string[] => sentry?.requests.map(({ text }) => text) ?? [];
const request = (number: number): string => `{"method":"Signal","arg":{"number":${number}}}`;

describe("a waiter with a command", () => {
  it("forwards every signal that it is told to", async () => {
    const address = await startSentry(healthy);
    const waiting = await startWaiting({ address, signals: catchable });
    for (const [index, signal] of catchable.entries()) {
      host.signals.send(waiting.waiter.pid, signal);
      await expect.poll(texts, { interval: 2 }).toHaveLength(index + 1);
    }
    expect(texts()).toEqual(catchable.map(request));
    waiting.reply([success(0)]);
    expect(await waiting.exitStatus()).toBe(0);
  });

  it("loses none of many that come at once", async () => {
    const address = await startSentry(healthy);
    const waiting = await startWaiting({ address, signals: catchable });
    for (const signal of independent) host.signals.send(waiting.waiter.pid, signal);
    await expect.poll(() => texts().toSorted()).toEqual(independent.map(request).toSorted());
  });

  it("ignores all others", async () => {
    const address = await startSentry(healthy);
    const waiting = await startWaiting({ address, signals: [15] });
    for (const signal of independent) if (signal !== 15) host.signals.send(waiting.waiter.pid, signal);
    host.signals.send(waiting.waiter.pid, 15);
    await expect.poll(texts).toHaveLength(1);
    waiting.reply([success(3 << 8)]);
    expect(await waiting.exitStatus()).toBe(3);
    expect(texts()).toEqual([request(15)]);
  });

  it("forwards what came before it had one", async () => {
    const address = await startSentry(healthy);
    const [sandbox, waitSocket] = host.sockets.pair();
    const waiter = await startWaiter(host, { executable });
    for (const signal of [15, 2]) host.signals.send(waiter.pid, signal);
    const signalRequest = numberedRequest(address);
    await waiter.handOver({ kind: "wait", waitSocket, signals: [2, 15], signalRequest });
    await expect.poll(() => texts().toSorted()).toEqual([request(15), request(2)].toSorted());
    for (const fd of [sandbox, waitSocket]) host.descriptors.close(fd);
    waiter.close();
    expect(await endOf(waiter)).toEqual({ kind: "exited", code: 128 });
  });

  it("reaches a sandbox whose path is too long for a socket address", async () => {
    const folder = mkdtempSync(join(tmpdir(), "sallyport-"));
    const address: SocketAddress = { kind: "path", path: join(folder, "d".repeat(110), "s") };
    host.files.makeDirectory(join(folder, "d".repeat(110)), 0o700);
    await startSentry(healthy, address);
    const waiting = await startWaiting({ address, signals: [15] });
    host.signals.send(waiting.waiter.pid, 15);
    await expect.poll(texts).toEqual([request(15)]);
    await sentry?.close();
    rmSync(folder, { recursive: true });
  });

  it("waits for a place in the backlog", async () => {
    const address = uniqueAddress();
    const listener = host.sockets.listen(address, 0);
    const queued = fillBacklog(address);
    const waiting = await startWaiting({ address, signals: [15] });
    host.signals.send(waiting.waiter.pid, 15);
    await signalTaken(waiting.waiter.pid, 15);
    sentry = serveScript(host, listener, { address, script: { Signal: healthy } });
    await expect.poll(texts).toEqual([request(15)]);
    for (const fd of queued) host.descriptors.close(fd);
  });

  it.each<[string, SentryAnswer]>([
    ["refuses it", { err: "no such process" }],
    ["hangs up", { fault: { kind: "close" } }],
    ["answers by half", { fault: { kind: "partial", result: {} } }],
    ["answers nonsense", { fault: { kind: "garbage", bytes: Buffer.from("no JSON") } }],
    ["answers byte by byte", { fault: { kind: "byte-at-a-time", result: {} } }],
    ["answers without end", { fault: { kind: "huge", bytes: 1_000_000 } }],
  ])("goes on when the sandbox %s", async (_, answer) => {
    const address = await startSentry(answer);
    const waiting = await startWaiting({ address, signals: [10, 12] });
    for (const signal of [10, 12]) host.signals.send(waiting.waiter.pid, signal);
    await expect.poll(texts).toHaveLength(2);
    waiting.reply([success(5 << 8)]);
    expect(await waiting.exitStatus()).toBe(5);
  });

  it("goes on when nobody listens", async () => {
    const waiting = await startWaiting({ signals: [10, 12] });
    for (const signal of [10, 12]) host.signals.send(waiting.waiter.pid, signal);
    await signalTaken(waiting.waiter.pid, 12);
    waiting.reply([success(5 << 8)]);
    expect(await waiting.exitStatus()).toBe(5);
  });

  it("ends with the command though a delivery hangs", async () => {
    const address = await startSentry({ fault: { kind: "hang" } });
    const waiting = await startWaiting({ address, signals: [10, 12] });
    host.signals.send(waiting.waiter.pid, 10);
    await expect.poll(texts).toHaveLength(1);
    waiting.reply([success(6 << 8)]);
    expect(await waiting.exitStatus()).toBe(6);
  });

  it("gives a delivery that hangs up, and goes on with the next signal", async () => {
    const address = await startSentry({ fault: { kind: "hang" } });
    const waiting = await startWaiting({ address, signals: [10, 12] });
    for (const signal of [10, 12]) host.signals.send(waiting.waiter.pid, signal);
    await expect.poll(texts, { timeout: 20_000 }).toEqual([request(10), request(12)]);
    expect(sentry?.openConnections()).toBe(1);
  }, 30_000);
});

/** Connections that wait to be accepted, as many as the listener takes. */
function fillBacklog(address: SocketAddress): number[] {
  const queued: number[] = [];
  for (;;) {
    try {
      queued.push(host.sockets.connect(address));
    } catch (error) {
      if (hasErrno(error, "EAGAIN")) return queued;
      throw error;
    }
  }
}

/** Waits until a signal is pending no more. */
async function signalTaken(pid: number, signal: number): Promise<void> {
  const pending = (): boolean => {
    const status = readFileSync(`/proc/${pid}/status`, "latin1");
    const mask = BigInt(`0x${/^ShdPnd:\s*(\w+)$/m.exec(status)?.[1]}`);
    return ((mask >> BigInt(signal - 1)) & 1n) === 1n;
  };
  await expect.poll(pending).toBe(false);
}
