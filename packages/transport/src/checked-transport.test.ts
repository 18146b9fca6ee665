import { type ContainerRecord, SallyportError } from "@sallyport/core";
import { createFakeHost } from "@sallyport/host/fake";
import { describe, expect, it } from "vitest";
import { checkedTransport } from "./checked-transport.ts";
import type { DeclaredCapabilities } from "./declared-capabilities.ts";
import type { SandboxHandle, SandboxProcess, SandboxTransport } from "./sandbox-transport.ts";

const host = createFakeHost();
const container: ContainerRecord = {
  kind: "external",
  id: "web",
  status: "running",
  process: {},
  annotations: {},
  bundle: "",
  createdAt: "",
  owner: "",
  stateDirectory: "",
  sandbox: undefined,
};
const masks = { permitted: 0, inheritable: 0, effective: 0, bounding: 0, ambient: 0 };
const args = {
  containerId: "web",
  args: ["true"],
  env: [],
  cwd: "/",
  uid: 0,
  gid: 0,
  additionalGids: [],
  capabilities: masks,
  noNewPrivileges: false,
  terminal: false,
};
const payload = { guestFds: [0, 1, 2], hostFds: [0, 1, 2], hasExecutable: false };

const process: SandboxProcess = {
  pid: 5,
  wait: async () => ({ kind: "exited", code: 0 }),
  signal: async () => undefined,
};

interface Bad {
  readonly capabilities?: DeclaredCapabilities;
  readonly handle?: unknown;
  readonly process?: unknown;
  readonly transport?: object;
}

/** A transport of which something is not as it should be; what it is asked for is in `asked`. */
function broken(bad: Bad) {
  const asked: string[] = [];
  const handle = {
    async execute() {
      asked.push("execute");
      return bad.process ?? process;
    },
    async [Symbol.asyncDispose]() {
      asked.push("dispose");
    },
    ...(bad.handle as object | undefined),
  };
  const transport = {
    api: "1.0",
    id: "bad",
    capabilities: bad.capabilities ?? {},
    open: async () => (bad.handle === null ? null : handle),
    ...bad.transport,
  } as unknown as SandboxTransport;
  return { transport: checkedTransport(transport), asked };
}

const open = ({ transport }: ReturnType<typeof broken>): Promise<SandboxHandle> =>
  transport.open({ container, options: undefined }, host);
const execute = async (bad: Bad) => (await open(broken(bad))).execute(args, payload);

const fails = async (work: Promise<unknown>, what: string) =>
  expect(work).rejects.toMatchObject({
    code: "SALLYPORT_TRANSPORT_DEFECT",
    message: `transport "bad" breaks its contract: ${what}`,
  });

describe("a transport that is not ours", () => {
  it("is used as it is while it keeps to its contract", async () => {
    const capabilities = {
      signals: "any",
      state: true,
      init: true,
      processes: true,
      reattach: true,
      statistics: true,
      list: true,
    } as const;
    const handle = {
      state: async () => ({ status: "paused" }),
      wait: async () => ({ kind: "signaled", signal: 64, coreDumped: true }),
      signal: async () => undefined,
      processes: async () => [],
      process: () => process,
      statistics: async () => 7,
    };
    const kept = broken({
      capabilities,
      handle,
      transport: { list: async () => [{ id: "web", status: "running" }] },
    });
    const opened = await open(kept);
    expect(await opened.state?.()).toEqual({ status: "paused" });
    expect(await opened.wait?.()).toEqual({ kind: "signaled", signal: 64, coreDumped: true });
    expect(await opened.processes?.()).toEqual([]);
    expect(await opened.statistics?.()).toBe(7);
    expect(await opened.process?.(9).wait()).toEqual({ kind: "exited", code: 0 });
    await opened.signal?.(15, "init");
    expect(await kept.transport.list?.({ options: undefined }, host)).toHaveLength(1);
    const started = await opened.execute(args, payload);
    await started.signal(15, "process");
    expect(await started.wait()).toEqual({ kind: "exited", code: 0 });
    await opened[Symbol.asyncDispose]();
    expect(kept.asked).toEqual(["execute", "dispose"]);
  });

  it.each<[string, Bad]>([
    ["what open gives null must be an object with execute and Symbol.asyncDispose", { handle: null }],
    [
      "what open gives (an object) must be an object with execute and Symbol.asyncDispose",
      { handle: { execute: 1 } },
    ],
    ["capability state is true, but the handle has no method state", { capabilities: { state: true } }],
    [
      "capability processes is false, but the handle has a method processes",
      { handle: { processes: () => [] } },
    ],
    [
      "capability init is true, but the handle has no method signal",
      { capabilities: { init: true }, handle: { wait: () => 0 } },
    ],
  ])("is found out when it is opened: %s", async (what, bad) => {
    const found = broken(bad);
    await fails(open(found), what);
    expect(found.asked).toEqual(bad.handle === null ? [] : ["dispose"]);
  });

  it.each<[string, Bad]>([
    ["a process (an object) must be an object with pid, wait and signal", { process: { pid: 5 } }],
    ["a process's pid 0 must be a positive integer", { process: { ...process, pid: 0 } }],
    ["a process's pid 1.5 must be a positive integer", { process: { ...process, pid: 1.5 } }],
    [
      "a process has no method resize, which its capability tty promises",
      { capabilities: { tty: "emulated" } },
    ],
    [
      "a process has no method handOver, which its capability detach promises",
      { capabilities: { detach: true } },
    ],
  ])("is found out when it starts a process: %s", async (what, bad) => {
    await fails(execute(bad), what);
  });

  it("need not hand over what outlives us by itself", async () => {
    const started = await execute({ capabilities: { detach: true, hostProcesses: true } });
    expect(Object.keys(started)).toEqual(["pid", "wait", "signal"]);
  });

  it.each([
    undefined,
    0,
    "exited",
    { kind: "exited" },
    { kind: "exited", code: 256 },
    { kind: "exited", code: -1 },
    { kind: "signaled", signal: 0, coreDumped: false },
    { kind: "signaled", signal: 9 },
    { kind: "stopped", signal: 19 },
  ])("never invents how a process ended: %j", async (status) => {
    const started = await execute({ process: { ...process, wait: async () => status } });
    await expect(started.wait()).rejects.toMatchObject({
      code: "SALLYPORT_TRANSPORT_DEFECT",
      message: expect.stringMatching(/^transport "bad" breaks its contract: wait gave /),
    });
  });

  it.each<[string, Bad, (handle: SandboxHandle) => Promise<unknown> | undefined]>([
    [
      "state",
      { capabilities: { state: true }, handle: { state: async () => ({ status: "fine" }) } },
      (one) => one.state?.(),
    ],
    [
      "state",
      { capabilities: { state: true }, handle: { state: async () => undefined } },
      (one) => one.state?.(),
    ],
  ])("is found out when %s gives something else", async (_, bad, call) => {
    await expect(call(await open(broken(bad)))).rejects.toMatchObject({ code: "SALLYPORT_TRANSPORT_DEFECT" });
  });

  it("is found out when it lists something else", async () => {
    const { transport } = broken({ transport: { list: async () => [{ name: "web" }] } });
    await fails(
      Promise.resolve(transport.list?.({ options: undefined }, host)),
      "what list gives (an array) must be an array of objects with an id",
    );
  });

  it("may throw errors of ours, which stay as they are", async () => {
    const refusal = new SallyportError("SALLYPORT_START_FAILED", "no such program");
    await expect(execute({ handle: { execute: () => Promise.reject(refusal) } })).rejects.toBe(refusal);
  });

  it.each<[string, unknown]>([
    ["ECONNREFUSED", new Error("ECONNREFUSED")],
    ["a text", "a text"],
    [
      "of another version",
      Object.assign(new SallyportError("SALLYPORT_USAGE", "of another version"), { code: "SALLYPORT_LATER" }),
    ],
  ])("is named when it throws anything else: %s", async (text, thrown) => {
    const rejecting = {
      handle: {
        async execute() {
          throw thrown;
        },
      },
    };
    await fails(execute(rejecting), `execute failed with something that is no SallyportError: ${text}`);
    const throwing = {
      handle: {
        execute() {
          throw thrown;
        },
      },
    };
    await fails(execute(throwing), `execute failed with something that is no SallyportError: ${text}`);
  });

  it.each([-1, 65, 1.5, Number.NaN])("is not asked for signal %d, which is none", async (signal) => {
    const able = { capabilities: { signals: "any", init: true } } as const;
    const handle = { wait: async () => undefined, signal: async () => undefined };
    const opened = await open(broken({ ...able, handle }));
    const refusal = { code: "SALLYPORT_USAGE", message: `signal ${signal} is not from 0 to 64` };
    await expect(opened.signal?.(signal, "init")).rejects.toMatchObject(refusal);
    const started = await opened.execute(args, payload);
    await expect(started.signal(signal, "process")).rejects.toMatchObject(refusal);
  });

  it.each<[string, (handle: SandboxHandle) => Promise<unknown>]>([
    ["tty", (one) => one.execute({ ...args, terminal: true }, payload)],
    ["passFds", (one) => one.execute(args, { ...payload, guestFds: [0, 1, 2, 7], hostFds: [0, 1, 2, 0] })],
    ["execFd", (one) => one.execute(args, { ...payload, hostFds: [0, 1, 2, 0], hasExecutable: true })],
  ])("is not asked for what it does not declare: %s", async (capability, call) => {
    const least = broken({});
    await expect(call(await open(least))).rejects.toMatchObject({
      code: "SALLYPORT_UNSUPPORTED",
      details: { transport: "bad", capability },
    });
    expect(least.asked).toEqual([]);
  });

  it.each<[DeclaredCapabilities["signals"] & string, number, "process" | "group", boolean]>([
    ["none", 9, "process", false],
    ["kill", 9, "process", true],
    ["kill", 15, "process", false],
    ["any", 15, "process", true],
    ["any", 15, "group", false],
  ])("that has signals: %s is asked for signal %i to the %s: %s", async (signals, signal, target, asked) => {
    const started = await execute({ capabilities: { signals } });
    const sent = started.signal(signal, target).then(
      () => true,
      (error: SallyportError) => error.code !== "SALLYPORT_UNSUPPORTED",
    );
    expect(await sent).toBe(asked);
  });
});
