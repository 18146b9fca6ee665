import { getEventListeners } from "node:events";
import { readdirSync } from "node:fs";
import { open } from "node:fs/promises";
import { PassThrough, Writable } from "node:stream";
import { describe, expect, it } from "vitest";
import { type Guest, startScriptedSandbox } from "../test/scripted-sandbox.ts";
import type { Sandbox } from "./index.ts";

/** Answers by the name of the command. */
async function program(guest: Guest) {
  const [name] = guest.request["argv"] as string[];
  if (name === "signal")
    return { kind: "signaled", signal: await guest.signal(), coreDumped: false } as const;
  if (name === "echo") await guest.write(1, await guest.read());
  if (name === "fail") await guest.write(2, "why\n");
  return { kind: "exited", code: name === "fail" ? 1 : 0 } as const;
}

interface Shared {
  readonly signal: AbortSignal;
  readonly source: PassThrough;
  readonly target: Writable;
}

/** Every way of running a command, and of its end. */
const ways: readonly ((box: Sandbox, shared: Shared) => Promise<unknown>)[] = [
  (box, { signal }) => box.run(["echo"], { stdin: Buffer.from("text"), signal, timeoutMs: 60_000 }),
  (box) => box.run(["fail"]).catch(() => undefined),
  (box, { source, target }) => box.run(["true"], { stdin: source, stdout: target }),
  (box) =>
    box.run(["true"], { stdin: { file: "/dev/null" }, stdout: { file: "/dev/null" }, stderr: "stdout" }),
  async (box) => {
    await using file = await open("/proc/self/exe");
    await box.run(["true"], { stdin: file.fd });
  },
  (box) => box.run(["true"], { stdout: 1234 }).catch(() => undefined),
  async (box) => {
    const command = await box.exec(["signal"], { stdin: "pipe", forceKillAfterMs: 60_000 });
    await command.kill();
    await command.exit;
  },
  async (box) => (await box.exec(["signal"]))[Symbol.asyncDispose](),
  async (box) => {
    const command = await box.exec(["echo"], { stdin: "pipe" });
    command.stdin.end("text");
    for await (const line of command.stdout.lines()) expect(line).toBe("text");
    await command.exit;
  },
  // It ends by itself, as its input does.
  async (box) => (await box.exec(["echo"], { stdin: "pipe" })).detach(),
  async (box) => {
    const pty = await box.pty(["signal"]);
    pty.onData(() => undefined);
    pty.resize(10, 10);
    await new Promise((resolve) => void pty.onExit(resolve));
  },
];

/** What could be left behind, by number. */
function resources({ signal, source, target }: Shared): Record<string, number> {
  const count = (emitter: NodeJS.EventEmitter): number =>
    emitter.eventNames().reduce((sum, name) => sum + emitter.listenerCount(name), 0);
  return {
    descriptors: readdirSync("/proc/self/fd").length,
    timers: process.getActiveResourcesInfo().filter((name) => name === "Timeout").length,
    ofSignal: getEventListeners(signal, "abort").length,
    ofSource: count(source),
    ofTarget: count(target),
    ofProcess: count(process),
  };
}

function moreThan(before: Record<string, number>, now: Record<string, number>): [string, number][] {
  return Object.entries(now).filter(([name, count]) => count > (before[name] ?? 0));
}

async function runAll(box: Sandbox, shared: Shared, times: number): Promise<void> {
  for (let round = 0; round < times; round++) await Promise.all(ways.map((way) => way(box, shared)));
}

describe("hundreds of commands", () => {
  it("leave no descriptor, timer or listener", async () => {
    const { box, clock } = await startScriptedSandbox(program);
    const target = new Writable({ write: (_chunk, _encoding, done) => done() });
    const shared = { signal: new AbortController().signal, source: new PassThrough(), target };
    await runAll(box, shared, 3);
    const before = resources(shared);
    await runAll(box, shared, 40);
    // There may be fewer: what the first ones used is closed a moment after their end.
    await expect.poll(() => moreThan(before, resources(shared))).toEqual([]);
    await expect.poll(() => clock.pending()).toBe(0);
  });
});
