import { afterEach, describe, expect, it } from "vitest";
import { readCommandStatus } from "../src/read-command-status.ts";
import { endWaiting, host, startWaiting, success } from "./rig.ts";

afterEach(endWaiting);

describe("the command's status", () => {
  it.each([0, 128 << 8, 255 << 8, 9, 0x8b])("is told as %i, apart from the waiter's own", async (status) => {
    const waiting = await startWaiting({ attached: true });
    waiting.reply([success(status)]);
    expect(await readCommandStatus(host, waiting.waiter)).toBe(status);
  });

  it.each([
    ["the connection is lost", (): readonly string[] => []],
    ["the sandbox refuses", () => ['{"success":false,"err":"no such process","result":null}']],
    ["the reply is none", () => [success(0x1_0000)]],
  ])("is not known when %s", async (_, reply) => {
    const waiting = await startWaiting({ attached: true });
    waiting.reply(reply(), "close");
    expect(await readCommandStatus(host, waiting.waiter)).toBeUndefined();
    expect(await waiting.exitStatus()).toBe(128);
  });

  it("is not known when the waiter is killed", async () => {
    const waiting = await startWaiting({ attached: true });
    host.signals.send(waiting.waiter.pid, 9);
    expect(await readCommandStatus(host, waiting.waiter)).toBeUndefined();
  });
});
