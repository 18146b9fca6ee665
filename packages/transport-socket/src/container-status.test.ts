import type { ContainerRecord, ContainerStatus } from "@sallyport/core";
import { createNodeHost } from "@sallyport/host/node";
import { type SentryReply, type SentryScript, startScriptedSentry } from "@sallyport/testkit";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openSocket } from "../test/open-socket.ts";
import { containerRecord } from "../test/records.ts";
import { createScratch, type Scratch } from "../test/scratch.ts";

const host = createNodeHost();
const runtimeState = "containerManager.ContainerRuntimeState";
const signal = "containerManager.Signal";
const oldRelease = "0.0~20221219.0";
let scratch: Scratch;

beforeEach(() => {
  scratch = createScratch();
});
afterEach(() => {
  scratch[Symbol.dispose]();
});

interface Situation {
  readonly version?: string | undefined;
  readonly pid?: number;
  readonly startTime?: string;
}

async function currentStatus(record: ContainerRecord): Promise<ContainerStatus> {
  await using handle = await openSocket(record, host);
  return (await handle.state()).status;
}

/** The status that comes out, and the methods that were asked for it. */
async function statusOf(
  recorded: ContainerStatus,
  script: SentryScript,
  situation: Situation = {},
): Promise<{ status: ContainerStatus; asked: readonly string[] }> {
  const address = scratch.socket();
  const sentry = await startScriptedSentry({ address, script });
  try {
    const record = containerRecord({ controlAddress: address.path, ...situation }, { status: recorded });
    const status = await currentStatus(record);
    return { status, asked: sentry.requests.map((request) => request.method) };
  } finally {
    await sentry.close();
  }
}

const dead: Situation = { pid: 0x3fff_fffe };
const reused: Situation = { startTime: "2001-01-01T00:00:00Z" };
const lost: SentryReply = { fault: { kind: "close" } };

describe("status", () => {
  it.each<[ContainerStatus, number, ContainerStatus]>([
    ["running", 1, "created"],
    ["running", 2, "running"],
    ["running", 3, "stopped"],
    ["created", 2, "running"],
    ["created", 0, "created"],
    ["running", 99, "running"],
  ])("of a container said to be %s, with runtime state %i, is %s", async (recorded, state, expected) => {
    const { status, asked } = await statusOf(recorded, { [runtimeState]: { result: state } });
    expect(status).toBe(expected);
    expect(asked).toEqual([runtimeState]);
  });

  it.each<ContainerStatus>(["paused", "creating", "stopped"])(
    "%s is taken from the record",
    async (recorded) => {
      const { status, asked } = await statusOf(recorded, { [runtimeState]: { result: 2 } }, dead);
      expect(status).toBe(recorded);
      expect(asked).toEqual([]);
    },
  );

  it.each<[string, SentryReply, ContainerStatus]>([
    ["takes the signal", { result: {} }, "running"],
    ["refuses it", { err: 'container "web" has stopped' }, "stopped"],
  ])("of an old release, whose init %s, follows from that", async (_, reply, expected) => {
    const { status, asked } = await statusOf("running", { [signal]: reply }, { version: oldRelease });
    expect(status).toBe(expected);
    expect(asked).toEqual([signal]);
  });

  it.each<[string, Situation, ContainerStatus]>([
    ["alive", {}, "created"],
    ["gone", dead, "stopped"],
  ])("of a created container of an old release goes by its process, %s", async (_, situation, expected) => {
    const { status, asked } = await statusOf("created", {}, { ...situation, version: oldRelease });
    expect(status).toBe(expected);
    expect(asked).toEqual([]);
  });

  it("of a release that is not known is asked for both ways", async () => {
    const { status, asked } = await statusOf("running", { [signal]: { result: {} } }, { version: undefined });
    expect(status).toBe("running");
    expect(asked).toEqual([runtimeState, signal]);
  });

  it.each<[string, Situation, ContainerStatus]>([
    ["that lives", {}, "running"],
    ["that is gone", dead, "stopped"],
    ["whose number another process has", reused, "stopped"],
  ])("of a sandbox without answer, %s, is decided by that", async (_, situation, expected) => {
    expect((await statusOf("running", { [runtimeState]: lost }, situation)).status).toBe(expected);
  });

  it("stays when a living sandbox refuses to tell", async () => {
    const { status } = await statusOf("running", { [runtimeState]: { err: "no" } }, reused);
    expect(status).toBe("running");
  });

  it("is stopped when no socket is there and the process is gone", async () => {
    const record = containerRecord({ controlAddress: scratch.socket().path, ...dead });
    expect(await currentStatus(record)).toBe("stopped");
  });

  it("is stopped when the sandbox was destroyed", async () => {
    expect(await currentStatus(containerRecord({}, { sandbox: undefined }))).toBe("stopped");
  });
});
