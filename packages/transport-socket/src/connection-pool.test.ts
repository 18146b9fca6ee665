import { createNodeHost } from "@sallyport/host/node";
import { type ScriptedSentry, type SentryScript, startScriptedSentry } from "@sallyport/testkit";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openDescriptors } from "../test/open-descriptors.ts";
import { containerRecord } from "../test/records.ts";
import { createScratch, type Scratch } from "../test/scratch.ts";
import { type ConnectionPool, createConnectionPool } from "./connection-pool.ts";
import { createSandboxCaller, type SandboxCaller } from "./sandbox-caller.ts";

const host = createNodeHost();
let scratch: Scratch;
let sentry: ScriptedSentry;
let pool: ConnectionPool;
let caller: SandboxCaller;

/** Answers when it is told to. */
let answer: (() => void)[];
const script: SentryScript = {
  quick: { result: 1 },
  extra: { fault: { kind: "pipelined-extra", result: 2 } },
  slow: async () => {
    await new Promise<void>((resolve) => void answer.push(resolve));
    return { result: 3 };
  },
};

beforeEach(async () => {
  answer = [];
  scratch = createScratch();
  sentry = await startScriptedSentry({ address: scratch.socket(), script });
  const container = containerRecord({ controlAddress: scratch.socket().path });
  pool = createConnectionPool(host, container);
  caller = createSandboxCaller(host, pool, container);
});
afterEach(async () => {
  await caller[Symbol.asyncDispose]();
  await sentry.close();
  scratch[Symbol.dispose]();
});

/** As many calls as that, all under way at a time. */
async function callAtOnce(count: number): Promise<void> {
  const calls = Promise.all(Array.from({ length: count }, () => caller.call("slow", null)));
  await expect.poll(() => answer.length).toBe(count);
  for (const reply of answer.splice(0)) reply();
  expect(await calls).toEqual(Array.from({ length: count }, () => 3));
}

describe("the connections of calls", () => {
  it("are used again by the next", async () => {
    for (let count = 0; count < 3; count++) expect(await caller.call("quick", null)).toBe(1);
    expect(sentry.openConnections()).toBe(1);
  });

  it("are used by one at a time", async () => {
    await callAtOnce(3);
    expect(sentry.openConnections()).toBe(3);
    await callAtOnce(2);
    expect(sentry.openConnections()).toBe(3);
  });

  it("are kept in the number of a backlog", async () => {
    await callAtOnce(20);
    await expect.poll(() => sentry.openConnections()).toBe(16);
  });

  it("are closed when more came on them than was asked for", async () => {
    expect(await caller.call("extra", null)).toBe(2);
    expect(await caller.call("quick", null)).toBe(1);
    await expect.poll(() => sentry.openConnections()).toBe(1);
  });

  it("that the sandbox has ended meanwhile are replaced", async () => {
    await callAtOnce(2);
    await sentry.close();
    sentry = await startScriptedSentry({ address: scratch.socket(), script });
    expect(await caller.call("quick", null)).toBe(1);
    expect(sentry.openConnections()).toBe(1);
  });

  it("tell the sandbox's address, and are made for it where there was none", async () => {
    const address = scratch.socket();
    expect([await pool.address(), await pool.address()]).toEqual([address, address]);
    expect(await caller.call("quick", null)).toBe(1);
    expect(sentry.openConnections()).toBe(1);
  });

  it("are closed with the handle, and nothing of them is left", async () => {
    const before = openDescriptors();
    await callAtOnce(5);
    await caller[Symbol.asyncDispose]();
    await expect.poll(() => sentry.openConnections()).toBe(0);
    expect(openDescriptors()).toBeLessThanOrEqual(before);
  });
});
