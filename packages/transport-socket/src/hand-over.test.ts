import { withResolvers } from "@sallyport/core";
import { type Host, readable } from "@sallyport/host";
import { createNodeHost } from "@sallyport/host/node";
import {
  type ScriptedSentry,
  type SentryReply,
  type SentryScript,
  startScriptedSentry,
} from "@sallyport/testkit";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openDescriptors } from "../test/open-descriptors.ts";
import { openSocket } from "../test/open-socket.ts";
import { containerRecord, execArgs, noFiles } from "../test/records.ts";
import { createScratch, type Scratch } from "../test/scratch.ts";
import type { SocketHandle } from "./socket-handle.ts";

const host: Host = createNodeHost();
let scratch: Scratch;
let sentry: ScriptedSentry;
let handle: SocketHandle;

beforeEach(() => {
  scratch = createScratch();
});
afterEach(async () => {
  await handle[Symbol.asyncDispose]();
  await sentry.close();
  scratch[Symbol.dispose]();
});

async function open(script: SentryScript): Promise<void> {
  const address = scratch.socket();
  sentry = await startScriptedSentry({ address, script });
  handle = await openSocket(containerRecord({ controlAddress: address.path }), host);
}

/** The reply that another program would read; a small one comes in one piece. */
async function replyOn(socket: number): Promise<string> {
  await readable(host, socket);
  const buffer = new Uint8Array(1000);
  return host.text.decode(buffer.subarray(0, host.descriptors.read(socket, buffer)));
}

describe("a wait that is handed over", () => {
  it("has been asked for, and its answer is left to the other", async () => {
    await open({ "containerManager.WaitPID": { result: 10_752 } });
    const { waitSocket, signalAddress } = await handle.process(7).handOver!();
    expect(await replyOn(waitSocket)).toBe('{"success":true,"err":"","result":10752}');
    host.descriptors.close(waitSocket);
    expect(signalAddress).toEqual(scratch.socket());
    expect(sentry.requests.map(({ text }) => text)).toEqual([
      '{"method":"containerManager.WaitPID","arg":{"PID":7,"CID":"web"}}',
    ]);
  });

  it.each([
    ["process", 0],
    ["foreground", 2],
  ] as const)("comes with the request for a signal to the %s", async (target, mode) => {
    await open({ "containerManager.WaitPID": { result: 0 } });
    const handover = await handle.process(7).handOver!();
    host.descriptors.close(handover.waitSocket);
    expect(handover.signalRequest(target)).toEqual({
      before: '{"method":"containerManager.Signal","arg":{"CID":"web","Signo":',
      after: `,"PID":7,"Mode":${mode}}}`,
    });
  });

  it("or the request for a signal alone", async () => {
    await open({});
    expect(await handle.process(7).prepareSignal!("process")).toEqual({
      address: scratch.socket(),
      before: '{"method":"containerManager.Signal","arg":{"CID":"web","Signo":',
      after: ',"PID":7,"Mode":0}}',
    });
    await expect.poll(() => sentry.openConnections()).toBe(0);
    expect(sentry.requests).toEqual([]);
  });

  it("to a sandbox that is gone fails as a wait does", async () => {
    await open({});
    await sentry.close();
    await expect(handle.process(7).handOver!()).rejects.toMatchObject({
      code: "SALLYPORT_CONNECT_FAILED",
      message: expect.stringMatching(/^waiting on PID 7 in sandbox "web": connecting to control server/),
    });
  });
});

describe("a start with a time limit", () => {
  const late = {
    code: "SALLYPORT_START_TIMEOUT",
    reason: "start-failed",
    message:
      'executing command "true" in sandbox: urpc method "containerManager.ExecuteAsync" was not answered in 50 ms',
    hint: "the sandbox may have started it all the same",
  };

  it("is as any other when the sandbox answers", async () => {
    await open({ "containerManager.ExecuteAsync": { result: 18 } });
    const process = await handle.execute(execArgs(), noFiles, { startTimeout: 60_000 });
    expect(process.pid).toBe(18);
    expect(handle.abandonedStart?.()).toBeUndefined();
  });

  it("fails with the sandbox's words when it refuses", async () => {
    await open({ "containerManager.ExecuteAsync": { err: "no" } });
    await expect(handle.execute(execArgs(), noFiles, { startTimeout: 60_000 })).rejects.toMatchObject({
      code: "SALLYPORT_START_FAILED",
    });
    expect(handle.abandonedStart?.()).toBeUndefined();
  });

  it("is given up, and whoever takes its connection learns of the process", async () => {
    let answer: ((reply: SentryReply) => void) | undefined;
    const answered = new Promise<SentryReply>((resolve) => (answer = resolve));
    await open({ "containerManager.ExecuteAsync": () => answered });
    await expect(handle.execute(execArgs(), noFiles, { startTimeout: 50 })).rejects.toMatchObject(late);
    const abandoned = handle.abandonedStart()!;
    expect(handle.abandonedStart()).toBeUndefined();
    await handle[Symbol.asyncDispose]();
    await expect.poll(() => sentry.requests.length).toBe(1);
    answer?.({ result: 18 });
    expect(await replyOn(abandoned.socket)).toBe('{"success":true,"err":"","result":18}');
    host.descriptors.close(abandoned.socket);
    expect(abandoned).toMatchObject({
      address: scratch.socket(),
      killRequest: {
        before: '{"method":"containerManager.Signal","arg":{"CID":"web","Signo":9,"PID":',
        after: ',"Mode":0}}',
      },
    });
  });

  it("is given up when it is abandoned", async () => {
    await open({ "containerManager.ExecuteAsync": { fault: { kind: "hang" } } });
    const abandonment = withResolvers<void>();
    const started = handle.execute(execArgs(), noFiles, { abandoned: abandonment.promise });
    await expect.poll(() => sentry.requests.length).toBe(1);
    abandonment.resolve();
    await expect(started).rejects.toMatchObject({
      code: "SALLYPORT_INTERRUPTED",
      message:
        'executing command "true" in sandbox: interrupted before urpc method "containerManager.ExecuteAsync" was answered',
      hint: "the sandbox may have started it all the same",
    });
    host.descriptors.close(handle.abandonedStart()!.socket);
  });

  it("leaves nothing open when nobody takes its connection", async () => {
    await open({ "containerManager.ExecuteAsync": { fault: { kind: "hang" } } });
    const before = openDescriptors();
    await expect(handle.execute(execArgs(), noFiles, { startTimeout: 50 })).rejects.toMatchObject(late);
    await expect.poll(() => sentry.openConnections()).toBe(1);
    await handle[Symbol.asyncDispose]();
    await expect.poll(() => sentry.openConnections()).toBe(0);
    await expect.poll(openDescriptors).toBeLessThanOrEqual(before);
  });

  it("has nothing to hand over when nobody accepted the connection", async () => {
    await open({});
    await sentry.close();
    const listener = host.sockets.listen(scratch.socket("full.sock"), 0);
    const queued = host.sockets.connect(scratch.socket("full.sock"));
    const record = containerRecord({ controlAddress: scratch.socket("full.sock").path });
    const full = await openSocket(record, host);
    await expect(full.execute(execArgs(), noFiles, { startTimeout: 50 })).rejects.toMatchObject(late);
    expect(full.abandonedStart?.()).toBeUndefined();
    await full[Symbol.asyncDispose]();
    for (const fd of [queued, listener]) host.descriptors.close(fd);
  });
});
