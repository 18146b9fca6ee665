import {
  type ScriptedSentry,
  type SentryFault,
  type SentryScript,
  startScriptedSentry,
} from "@sallyport/testkit";
import { connectSocket } from "@sallyport/host";
import { createNodeHost } from "@sallyport/host/node";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { openDescriptors } from "../../test/open-descriptors.ts";
import { createScratch, type Scratch } from "../../test/scratch.ts";
import { startCall, type UrpcCall } from "./call.ts";

const host = createNodeHost();
const method = "containerManager.WaitPID";
let scratch: Scratch;

beforeEach(() => {
  scratch = createScratch();
});
afterEach(() => {
  scratch[Symbol.dispose]();
});

function call(fds: readonly number[] = [], argument: unknown = null): UrpcCall {
  return startCall(host, { connect: () => connectSocket(host, scratch.socket()) }, { method, argument, fds });
}

async function withSentry<Result>(
  script: SentryScript,
  body: (sentry: ScriptedSentry) => Promise<Result>,
): Promise<Result> {
  const sentry = await startScriptedSentry({ address: scratch.socket(), script });
  try {
    return await body(sentry);
  } finally {
    await sentry.close();
  }
}

async function requestsOf(sentry: ScriptedSentry, count: number): Promise<void> {
  await vi.waitUntil(() => sentry.requests.length === count);
}

const lost = { code: "SALLYPORT_CONNECTION_LOST", message: `urpc method "${method}" failed: EOF` };

describe("startCall", () => {
  it.each<[SentryFault, unknown]>([
    [{ kind: "byte-at-a-time", result: 2 }, 2],
    [{ kind: "pipelined-extra", result: 2 }, 2],
  ])("takes the result in spite of %j", async (fault, expected) => {
    expect(await withSentry({ [method]: { fault } }, () => call().result)).toBe(expected);
  });

  it("takes a result larger than one read", async () => {
    const result = "\u00e9\u{1f600}".repeat(200_000);
    expect(await withSentry({ [method]: { result } }, () => call().result)).toBe(result);
  });

  it("sends a request larger than the socket's buffer", async () => {
    const argument = "a".repeat(4_000_000);
    const script: SentryScript = { [method]: ({ arg }) => ({ result: arg === argument }) };
    expect(await withSentry(script, () => call([], argument).result)).toBe(true);
  });

  it.each<[SentryFault, object]>([
    [{ kind: "close" }, lost],
    [{ kind: "partial", result: 2 }, lost],
    [{ kind: "garbage", bytes: Buffer.from("HTTP/1.1 200 OK\r\n") }, { code: "SALLYPORT_PROTOCOL" }],
    [{ kind: "garbage", bytes: Buffer.from('{"success":tru}') }, { code: "SALLYPORT_PROTOCOL" }],
  ])("rejects after %j", async (fault, expected) => {
    await withSentry({ [method]: { fault } }, async () => {
      await expect(call().result).rejects.toMatchObject(expected);
    });
  });

  it("stops reading a reply that has no end", async () => {
    const fault: SentryFault = { kind: "huge", bytes: 66 * 1024 * 1024 };
    await withSentry({ [method]: { fault } }, async () => {
      await expect(call().result).rejects.toMatchObject({
        code: "SALLYPORT_PROTOCOL",
        message: expect.stringContaining("larger than 67108864 bytes"),
      });
    });
  }, 60_000);

  it("rejects with the sandbox's own text when it refuses", async () => {
    const script = { [method]: { err: "waiting for PID 9: no such process" } };
    await withSentry(script, async () => {
      await expect(call().result).rejects.toMatchObject({
        code: "SALLYPORT_REMOTE",
        message: "waiting for PID 9: no such process",
      });
    });
  });

  it.each([
    ["before it is connected", async () => {}],
    ["while it waits for the reply", (sentry: ScriptedSentry) => requestsOf(sentry, 2)],
  ])("ends when given up %s", async (_, moment) => {
    await withSentry({ [method]: { fault: { kind: "hang" } } }, async (sentry) => {
      const before = openDescriptors();
      const calls = [call(), call()];
      await moment(sentry);
      for (const one of calls) one.close();
      const outcomes = await Promise.allSettled(calls.map((one) => one.result));
      const message = `urpc method "${method}" failed: given up`;
      const expected = { status: "rejected", reason: { code: "SALLYPORT_CONNECTION_LOST", message } };
      expect(outcomes).toMatchObject([expected, expected]);
      await expect.poll(openDescriptors).toBeLessThanOrEqual(before);
    });
  });

  it("refuses a descriptor that is not open, as the system call that failed", async () => {
    await withSentry({ [method]: { result: 2 } }, async () => {
      await expect(call([100_000]).result).rejects.toMatchObject({
        code: "SALLYPORT_SYSTEM_CALL",
        errno: "EBADF",
      });
    });
  });

  it("answers 50 calls at once, each with its own result", async () => {
    const numbers = Array.from({ length: 50 }, (_, index) => index);
    await withSentry({ [method]: ({ arg }) => ({ result: arg }) }, async () => {
      const results = await Promise.all(numbers.map((number) => call([], number).result));
      expect(results).toEqual(numbers);
    });
  });

  it("leaves no descriptor open after 1,000 calls, half of them with faults", async () => {
    const faults: readonly SentryFault[] = [
      { kind: "close" },
      { kind: "partial", result: 2 },
      { kind: "garbage", bytes: Uint8Array.of(0) },
    ];
    let count = 0;
    const script: SentryScript = {
      [method]: () => {
        const fault = faults[count++ % (2 * faults.length)];
        return fault === undefined ? { result: 2 } : { fault };
      },
    };
    await withSentry(script, async () => {
      await call([1]).result.catch(() => undefined);
      const before = openDescriptors();
      for (let round = 0; round < 1_000; round++) await call([1]).result.catch(() => undefined);
      expect(count).toBe(1_001);
      await expect.poll(openDescriptors).toBeLessThanOrEqual(before);
    });
  }, 60_000);
});
