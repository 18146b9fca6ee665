import { createNodeHost } from "@sallyport/host/node";
import { type ScriptedSentry, type SentryScript, startScriptedSentry } from "@sallyport/testkit";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openSocket } from "../test/open-socket.ts";
import { containerRecord, execArgs, noFiles } from "../test/records.ts";
import { createScratch, type Scratch } from "../test/scratch.ts";
import type { SocketHandle } from "./socket-handle.ts";

const host = createNodeHost();
const newest = "release-20260810.0";
let scratch: Scratch;
let sentry: ScriptedSentry | undefined;
let handle: SocketHandle | undefined;

beforeEach(() => {
  scratch = createScratch();
});
afterEach(async () => {
  await handle?.[Symbol.asyncDispose]();
  await sentry?.close();
  sentry = undefined;
  scratch[Symbol.dispose]();
});

async function open(script: SentryScript, version = "0.0~20240729.0"): Promise<SocketHandle> {
  const address = scratch.socket();
  sentry = await startScriptedSentry({ address, script });
  handle = await openSocket(containerRecord({ controlAddress: address.path, version }), host);
  return handle;
}

const sent = (): readonly string[] | undefined => sentry?.requests.map((request) => request.text);

describe("the wire form", () => {
  it.each<[string, (handle: SocketHandle) => Promise<unknown>, string]>([
    ["wait for init", (one) => one.wait(), '{"method":"containerManager.Wait","arg":"web"}'],
    [
      "wait for a process",
      (one) => one.process(268).wait(),
      '{"method":"containerManager.WaitPID","arg":{"PID":268,"CID":"web"}}',
    ],
    [
      "signal init",
      (one) => one.signal(15, "init"),
      '{"method":"containerManager.Signal","arg":{"CID":"web","Signo":15,"PID":0,"Mode":0}}',
    ],
    [
      "signal all",
      (one) => one.signal(9, "all"),
      '{"method":"containerManager.Signal","arg":{"CID":"web","Signo":9,"PID":0,"Mode":1}}',
    ],
    [
      "signal a process",
      (one) => one.process(267).signal(15, "process"),
      '{"method":"containerManager.Signal","arg":{"CID":"web","Signo":15,"PID":267,"Mode":0}}',
    ],
    [
      "signal a terminal's foreground",
      (one) => one.process(18).signal(28, "foreground"),
      '{"method":"containerManager.Signal","arg":{"CID":"web","Signo":28,"PID":18,"Mode":2}}',
    ],
    [
      "signal a process group",
      (one) => one.process(18).signal(2, "group"),
      '{"method":"containerManager.Signal","arg":{"CID":"web","Signo":2,"PID":18,"Mode":3}}',
    ],
    ["list processes", (one) => one.processes(), '{"method":"containerManager.Processes","arg":"web"}'],
    ["give statistics", (one) => one.statistics(), '{"method":"containerManager.Event","arg":"web"}'],
    [
      "tell the state",
      (one) => one.state(),
      '{"method":"containerManager.ContainerRuntimeState","arg":"web"}',
    ],
  ])("to %s is the real client's", async (_, operation, expected) => {
    const healthy = { result: 0 };
    const opened = await open(
      {
        "containerManager.Wait": healthy,
        "containerManager.WaitPID": healthy,
        "containerManager.Signal": { result: {} },
        "containerManager.Processes": { result: null },
        "containerManager.Event": { result: {} },
        "containerManager.ContainerRuntimeState": { result: 2 },
      },
      newest,
    );
    await operation(opened);
    expect(sent()).toEqual([expected]);
  });
});

describe("execute", () => {
  it("sends the descriptors in order and gives the process", async () => {
    const opened = await open({ "containerManager.ExecuteAsync": { result: 18 } });
    const { read, write } = host.descriptors.pipe();
    const hostFds = [write, read, write, read];
    const process = await opened.execute(execArgs(), { guestFds: [0, 1, 7], hostFds, hasExecutable: true });
    expect(process.pid).toBe(18);
    const [request] = sentry!.requests;
    expect(request?.arg).toMatchObject({ argv: ["true"], GuestFDs: [0, 1, 7], ContainerID: "web" });
    expect(request?.fds).toEqual(hostFds.map((fd) => host.descriptors.status(fd)));
    for (const fd of [read, write]) host.descriptors.close(fd);
  });

  it.each([
    [["/bin/nosuch"], "failed to load /bin/nosuch: no such file or directory", '"/bin/nosuch"'],
    [["sh", "-c", 'a "b"\n'], 'container "web" not started', String.raw`"sh -c a \"b\"\n"`],
    [[], "no filename or command provided", '""'],
  ])("of %j, refused, has failed to start", async (args, err, command) => {
    const opened = await open({ "containerManager.ExecuteAsync": { err } });
    await expect(opened.execute(execArgs({ args }), noFiles)).rejects.toMatchObject({
      code: "SALLYPORT_START_FAILED",
      message: `executing command ${command} in sandbox: ${err}`,
    });
  });

  it("does not say that the start failed when the connection did", async () => {
    const opened = await open({ "containerManager.ExecuteAsync": { fault: { kind: "close" } } });
    await expect(opened.execute(execArgs(), noFiles)).rejects.toMatchObject({
      code: "SALLYPORT_CONNECTION_LOST",
      hint: "the sandbox may have started it all the same",
      message: 'executing command "true" in sandbox: urpc method "containerManager.ExecuteAsync" failed: EOF',
    });
  });

  it.each([0, -1, 1.5, 2 ** 31, "2", null, {}])("takes %j for no process id", async (result) => {
    const opened = await open({ "containerManager.ExecuteAsync": { result } });
    await expect(opened.execute(execArgs(), noFiles)).rejects.toMatchObject({ code: "SALLYPORT_PROTOCOL" });
  });
});

describe("a process", () => {
  it("asks for its status once, whoever waits", async () => {
    const opened = await open({ "containerManager.WaitPID": { result: 10_752 } });
    const process = opened.process(2);
    const statuses = await Promise.all([process.wait(), process.wait()]);
    expect(await process.wait()).toEqual({ kind: "exited", code: 42 });
    expect(statuses).toEqual([await process.wait(), await process.wait()]);
    expect(sent()).toHaveLength(1);
  });

  it.each([
    [0, { kind: "exited", code: 0 }],
    [9, { kind: "signaled", signal: 9, coreDumped: false }],
    [0x8b, { kind: "signaled", signal: 11, coreDumped: true }],
  ])("that ended with wait status %i", async (result, expected) => {
    const opened = await open({ "containerManager.WaitPID": { result } });
    expect(await opened.process(2).wait()).toEqual(expected);
  });

  it.each([
    [
      { fault: { kind: "close" } } as const,
      "SALLYPORT_CONNECTION_LOST",
      'urpc method "containerManager.WaitPID" failed: EOF',
    ],
    [{ err: "waiting for PID 2: no such process" }, "SALLYPORT_REMOTE", "waiting for PID 2: no such process"],
    [
      { result: -1 },
      "SALLYPORT_PROTOCOL",
      'reply to urpc method "containerManager.WaitPID": result -1 is not a whole number from 0 to 4294967295',
    ],
  ])("never invents a status: %j", async (reply, code, message) => {
    const opened = await open({ "containerManager.WaitPID": reply });
    await expect(opened.process(2).wait()).rejects.toMatchObject({
      code,
      message: `waiting on PID 2 in sandbox "web": ${message}`,
    });
  });

  it("of an older release gets no signal to its group: the sentry would die of it", async () => {
    const opened = await open({ "containerManager.Signal": { result: {} } }, "release-20260406.0");
    await expect(opened.process(2).signal(15, "group")).rejects.toMatchObject({
      code: "SALLYPORT_UNSUPPORTED",
    });
    expect(sent()).toEqual([]);
  });

  it.each([-1, 65, 1.5, Number.NaN])("gets no signal %d", async (signal) => {
    const opened = await open({ "containerManager.Signal": { result: {} } });
    await expect(opened.process(2).signal(signal, "process")).rejects.toMatchObject({
      code: "SALLYPORT_USAGE",
    });
    expect(sent()).toEqual([]);
  });

  it.each([0, -1, 1.5])("with the number %d does not exist", async (pid) => {
    const opened = await open({});
    expect(() => opened.process(pid)).toThrow(expect.objectContaining({ code: "SALLYPORT_USAGE" }));
  });
});

describe("processes", () => {
  const entry = {
    uid: 0,
    pid: 1,
    ppid: 0,
    threads: [1],
    c: 0,
    tty: "?",
    stime: "21:37",
    time: "20ms",
    cmd: "sleep",
  };

  it.each([
    ["none", null, []],
    ["those of older releases", [entry], [entry]],
    ["those of newer ones, with their group", [{ ...entry, pgid: 1, more: true }], [{ ...entry, pgid: 1 }]],
  ])("lists %s", async (_, result, expected) => {
    const opened = await open({ "containerManager.Processes": { result } });
    expect(await opened.processes()).toEqual(expected);
  });

  it.each([
    [{}, "result is an object, not an array"],
    [[1], "result[0] is a number, not an object"],
    [[entry, { ...entry, pid: "1" }], "result[1].pid is a string, not a whole number"],
    [[{ ...entry, threads: [1, null] }], "result[0].threads[1] is null, not a whole number"],
    [[{ ...entry, cmd: undefined }], "result[0].cmd is missing, not a string"],
  ])("refuses %j", async (result, problem) => {
    const opened = await open({ "containerManager.Processes": { result } });
    await expect(opened.processes()).rejects.toMatchObject({
      code: "SALLYPORT_PROTOCOL",
      message: `retrieving process data from sandbox: reply to urpc method "containerManager.Processes": ${problem}`,
    });
  });
});

describe("statistics", () => {
  const result = { event: { type: "stats", id: "", data: {} }, containerUsage: { web: 40_000_000 } };

  it("sends nothing to a release that takes no id", async () => {
    const opened = await open({ "containerManager.Event": { result } }, "0.0~20221219.0");
    expect(await opened.statistics()).toEqual(result);
    expect(sent()).toEqual(['{"method":"containerManager.Event","arg":null}']);
  });

  it("asks a release in between for one that it takes", async () => {
    const err = "json: cannot unmarshal string into Go value of type struct {}";
    const opened = await open(
      { "containerManager.Event": ({ arg }) => (arg === null ? { result } : { err }) },
      "release-20230904.0",
    );
    expect(await opened.statistics()).toEqual(result);
  });

  it("passes a refusal on", async () => {
    const opened = await open({ "containerManager.Event": { err: "no" } });
    await expect(opened.statistics()).rejects.toMatchObject({
      code: "SALLYPORT_REMOTE",
      message: "retrieving event data from sandbox: no",
    });
  });
});

describe("a handle", () => {
  it("ends its calls when it is disposed, and takes no more", async () => {
    const opened = await open({ "containerManager.WaitPID": { fault: { kind: "hang" } } });
    const outcome = opened
      .process(2)
      .wait()
      .catch((error: unknown) => error);
    await expect.poll(() => sentry?.requests.length).toBe(1);
    await opened[Symbol.asyncDispose]();
    expect(await outcome).toMatchObject({ code: "SALLYPORT_CONNECTION_LOST" });
    await expect.poll(() => sentry?.openConnections()).toBe(0);
    await expect(opened.processes()).rejects.toMatchObject({ code: "SALLYPORT_CONNECTION_LOST" });
  });

  it("keeps the status that it has after it is disposed", async () => {
    const opened = await open({ "containerManager.WaitPID": { result: 0 } });
    const process = opened.process(2);
    await process.wait();
    await opened[Symbol.asyncDispose]();
    expect(await process.wait()).toEqual({ kind: "exited", code: 0 });
  });
});

describe("a wait", () => {
  it("is given up by leaving its process, which closes the connection", async () => {
    const one = await open({ "containerManager.WaitPID": { fault: { kind: "hang" } } });
    const process = one.process(5);
    const waiting = process.wait();
    await expect.poll(() => sent()).toHaveLength(1);
    process.leave?.();
    await expect(waiting).rejects.toThrow(expect.objectContaining({ code: "SALLYPORT_CONNECTION_LOST" }));
    await expect.poll(() => sentry?.openConnections()).toBe(0);
  });
});
