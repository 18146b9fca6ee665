import { type ScriptedSentry, type SentryAnswer, startScriptedSentry } from "@sallyport/testkit";
import { afterEach, describe, expect, it } from "vitest";
import { startWaiter } from "../src/start-waiter.ts";
import { endOf, executable, host, numberedRequest, success, uniqueAddress } from "./rig.ts";

let sentry: ScriptedSentry | undefined;
afterEach(() => sentry?.close());

/** How a waiter ends that waits for the answer to a start, and what it asked the sandbox for. */
async function after(
  answer: string | undefined,
  killed: SentryAnswer = { result: {} },
  timeLimit = 60_000,
): Promise<{ end: unknown; requests: readonly string[] }> {
  const address = uniqueAddress();
  sentry = await startScriptedSentry({ address, script: { Signal: killed } });
  const waiter = await startWaiter(host, { executable });
  const [sandbox, startSocket] = host.sockets.pair();
  await waiter.handOver({
    kind: "start-kill",
    startSocket,
    killRequest: numberedRequest(address),
    timeLimit,
  });
  waiter.close();
  host.descriptors.close(startSocket);
  if (answer !== undefined) host.sockets.send(sandbox, Buffer.from(answer));
  const end = await endOf(waiter);
  host.descriptors.close(sandbox);
  return { end, requests: sentry.requests.map(({ text }) => text) };
}

const quietly = { kind: "exited", code: 0 };
const ownFailure = { kind: "exited", code: 128 };

describe("a waiter for a late start", () => {
  it.each([1, 42, 0x7fff_ffff])("kills process %i", async (pid) => {
    expect(await after(success(pid))).toEqual({
      end: quietly,
      requests: [`{"method":"Signal","arg":{"number":${pid}}}`],
    });
  });

  it("has nothing to do when the start failed", async () => {
    const refusal = '{"success":false,"err":"no such file","result":null}';
    expect(await after(refusal)).toEqual({ end: quietly, requests: [] });
  });

  it.each([success(0), success(0x8000_0000), "nonsense"])("gives up after %s", async (answer) => {
    expect(await after(answer)).toEqual({ end: ownFailure, requests: [] });
  });

  it("gives up when no answer comes in time", async () => {
    expect(await after(undefined, { result: {} }, 50)).toEqual({ end: ownFailure, requests: [] });
  });

  it("tells by its status that the sandbox did not take the kill", async () => {
    const { end, requests } = await after(success(7), { fault: { kind: "close" } });
    expect({ end, count: requests.length }).toEqual({ end: ownFailure, count: 1 });
  });
});
