import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import type { Readable, Writable } from "node:stream";
import { createNodeHost } from "@sallyport/host/node";
import { afterEach, describe, expect, it } from "vitest";
import { containerRecord } from "../test/records.ts";
import { isSandboxAlive } from "./sandbox-alive.ts";

const host = createNodeHost();
const children: ChildProcess[] = [];

afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
});

const now = new Date().toISOString();
const longAgo = "2001-01-01T00:00:00.123456789+02:00";

function alive(pid: number, startTime: string | undefined, createdAt: string): boolean {
  const { sandbox } = containerRecord({ pid, startTime });
  if (sandbox === undefined) throw new Error("the record has no sandbox");
  return isSandboxAlive(host, sandbox, createdAt);
}

/** A process that has ended and is not collected by its parent, which is none of Node's own children. */
async function zombie(): Promise<number> {
  const script = "read line <&3 & echo $!; exec sleep 1000";
  const child = spawn("/bin/sh", ["-c", script], { stdio: ["ignore", "pipe", "ignore", "pipe"] });
  children.push(child);
  const [, output, , input] = child.stdio;
  const [line]: unknown[] = await once(output as Readable, "data");
  // The shell would collect it; sleep does not.
  await expect.poll(() => readFileSync(`/proc/${child.pid}/comm`, "utf8")).toBe("sleep\n");
  (input as Writable).end("\n");
  return Number(String(line));
}

describe("isSandboxAlive", () => {
  it.each([
    ["its start time", now, longAgo],
    ["its container's creation", undefined, now],
    ["no time that can be read", "soon", longAgo],
  ])("is true for a living process by %s", (_, startTime, createdAt) => {
    expect(alive(process.pid, startTime, createdAt)).toBe(true);
  });

  it.each([
    ["the sandbox's start time", longAgo, now],
    ["the container's creation", undefined, longAgo],
  ])("is false for a process that has inherited the number, by %s", (_, startTime, createdAt) => {
    expect(alive(process.pid, startTime, createdAt)).toBe(false);
  });

  it("is false for a process that is gone", async () => {
    const child = spawn("/bin/true");
    await once(child, "exit");
    expect(alive(child.pid ?? -1, now, now)).toBe(false);
  });

  it("is false for a process that is dead and only not collected", async () => {
    const pid = await zombie();
    await expect.poll(() => alive(pid, now, now)).toBe(false);
    expect(() => process.kill(pid, 0)).not.toThrow();
  });
});
