import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
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

/** A shell script's first line of output, while it runs on. */
async function firstLine(script: string): Promise<string> {
  const child = spawn("/bin/sh", ["-c", script], { stdio: ["ignore", "pipe", "ignore"] });
  children.push(child);
  const [output] = (await once(child.stdout!, "data")) as [Buffer];
  return output.toString().trim();
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
    expect(alive(child.pid!, now, now)).toBe(false);
  });

  it("is false for a process that is dead and only not collected", async () => {
    const pid = Number(await firstLine("/bin/true & echo $!; exec sleep 1000"));
    await expect.poll(() => alive(pid, now, now)).toBe(false);
    expect(() => process.kill(pid, 0)).not.toThrow();
  });
});
