import { AsyncLocalStorage } from "node:async_hooks";
import { tracingChannel } from "node:diagnostics_channel";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Program, startScriptedSandbox } from "../test/scripted-sandbox.ts";
import type { ExecTrace } from "./index.ts";

const channel = tracingChannel<string, ExecTrace>("sallyport:exec");
const exits7: Program = async () => ({ kind: "exited", code: 7 });

let published: [string, ExecTrace][];
const record = (name: string) => (trace: ExecTrace) => void published.push([name, { ...trace }]);
const subscribers = {
  start: record("start"),
  end: record("end"),
  asyncStart: record("asyncStart"),
  asyncEnd: record("asyncEnd"),
  error: record("error"),
};
beforeEach(() => {
  published = [];
  channel.subscribe(subscribers);
});
afterEach(() => channel.unsubscribe(subscribers));

describe("the trace of a command", () => {
  it("lasts from the call to its end", async () => {
    const { box } = await startScriptedSandbox(exits7);
    const command = await box.exec(["make", "it"], { stderr: "ignore" });
    expect(published.map(([name]) => name)).toEqual(["start", "end"]);
    await command.exit;
    const call = { containerId: "web", argv: ["make", "it"], tty: false };
    await expect
      .poll(() => published.at(-1))
      .toMatchObject(["asyncEnd", { ...call, pid: 2, result: { code: 7 } }]);
    expect(published.map(([name]) => name)).toEqual(["start", "end", "asyncStart", "asyncEnd"]);
    expect(published[0]).toEqual(["start", call]);
  });

  it("tells a command that did not start", async () => {
    const { box } = await startScriptedSandbox(exits7, {
      "containerManager.ExecuteAsync": { err: "no such file" },
    });
    await expect(box.run(["nosuch"])).rejects.toThrow("no such file");
    const errors = published.filter(([name]) => name === "error");
    expect(errors).toMatchObject([
      ["error", { argv: ["nosuch"], error: { code: "SALLYPORT_START_FAILED" } }],
    ]);
  });

  it("carries what a tracer stores at its start", async () => {
    const storage = new AsyncLocalStorage<string>();
    const seen: unknown[] = [];
    channel.start.bindStore(storage, ({ argv }) => `span of ${argv[0]}`);
    const look = { asyncEnd: () => void seen.push(storage.getStore()) };
    channel.asyncEnd.subscribe(look.asyncEnd);
    const { box } = await startScriptedSandbox(exits7);
    await box.run(["make"], { reject: false });
    await expect.poll(() => seen).toEqual(["span of make"]);
    channel.start.unbindStore(storage);
    channel.asyncEnd.unsubscribe(look.asyncEnd);
  });
});
