import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { type ScriptedSentry, serveScript, startScriptedSentry } from "@sallyport/testkit";
import type { SocketAddress } from "@sallyport/host";
import { createNodeHost } from "@sallyport/host/node";
import { hasErrno } from "@sallyport/core";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { containerRecord } from "../test/records.ts";
import { createScratch, type Scratch, uniqueId } from "../test/scratch.ts";
import { connectControl } from "./connect-control.ts";

const host = createNodeHost();
const script = { hello: { result: "there" } };
let scratch: Scratch;
let sentry: ScriptedSentry | undefined;

beforeEach(() => {
  scratch = createScratch();
});
afterEach(async () => {
  await sentry?.close();
  sentry = undefined;
  scratch[Symbol.dispose]();
});

async function listenAt(address: SocketAddress): Promise<void> {
  sentry = await startScriptedSentry({ address, script });
}

/** How many connections the sentry has once we are connected. */
async function connections(controlAddress: string | undefined, id = "web"): Promise<number | undefined> {
  const record = containerRecord({ id, controlAddress }, { stateDirectory: scratch.directory });
  const { fd } = await connectControl(host, record);
  await expect.poll(() => sentry?.openConnections()).not.toBe(0);
  const count = sentry?.openConnections();
  host.descriptors.close(fd);
  return count;
}

describe("connectControl", () => {
  it("reaches a recorded path", async () => {
    await listenAt(scratch.socket());
    expect(await connections(scratch.socket().path)).toBe(1);
  });

  it("reaches a path that is too long for a socket address", async () => {
    const address = scratch.socket(`${"x".repeat(120)}/control.sock`);
    mkdirSync(dirname(address.path));
    await listenAt(address);
    expect(await connections(address.path)).toBe(1);
  });

  it("reaches a recorded abstract name", async () => {
    const name = uniqueId();
    await listenAt({ kind: "abstract", name });
    expect(await connections(`\0${name}`)).toBe(1);
  });

  it.each(["\0", ""])("reaches the abstract name of the oldest releases with %j at its end", async (end) => {
    const id = uniqueId();
    await listenAt({ kind: "abstract", name: `runsc-sandbox.${id}${end}` });
    expect(await connections(undefined, id)).toBe(1);
  });

  it("reaches the socket beside the state file when the recorded path is gone", async () => {
    await listenAt(scratch.socket("runsc-web.sock"));
    expect(await connections("/nonexistent/runsc-web.sock")).toBe(1);
  });

  it("tells which of the addresses it was", async () => {
    await listenAt(scratch.socket("runsc-web.sock"));
    const record = containerRecord(
      { controlAddress: "/nonexistent/s" },
      { stateDirectory: scratch.directory },
    );
    const { fd, address } = await connectControl(host, record);
    host.descriptors.close(fd);
    expect(address).toEqual(scratch.socket("runsc-web.sock"));
  });

  it("waits for a place in a full backlog", async () => {
    const address = scratch.socket();
    const listener = host.sockets.listen(address, 0);
    const queued = fillBacklog(address);
    const connecting = connectControl(host, containerRecord({ controlAddress: address.path }));
    sentry = serveScript(host, listener, { address, script });
    const { fd } = await connecting;
    for (const one of [fd, ...queued]) host.descriptors.close(one);
    expect(queued.length).toBeGreaterThan(0);
  });

  it("says what the recorded address failed with, and where else it looked", async () => {
    const path = `${scratch.directory}/gone.sock`;
    const record = containerRecord({ pid: 4321, controlAddress: path }, { stateDirectory: "/state" });
    await expect(connectControl(host, record)).rejects.toMatchObject({
      code: "SALLYPORT_CONNECT_FAILED",
      message: "connecting to control server at PID 4321: no such file or directory",
      errno: "ENOENT",
      hint: `tried ${path}, /state/runsc-web.sock`,
    });
  });

  it("tells a dead socket from a missing one", async () => {
    const address = scratch.socket();
    host.descriptors.close(host.sockets.listen(address, 1));
    const record = containerRecord({ controlAddress: address.path });
    await expect(connectControl(host, record)).rejects.toMatchObject({
      message: expect.stringMatching(/: connection refused$/),
      errno: "ECONNREFUSED",
    });
  });

  it("refuses a container whose sandbox was destroyed", async () => {
    await expect(connectControl(host, containerRecord({}, { sandbox: undefined }))).rejects.toMatchObject({
      code: "SALLYPORT_NOT_RUNNING",
      message: 'container "web" has no sandbox',
    });
  });
});

/** Connections that wait to be accepted, as many as the listener takes. */
function fillBacklog(address: SocketAddress): number[] {
  const queued: number[] = [];
  for (;;) {
    try {
      queued.push(host.sockets.connect(address));
    } catch (error) {
      if (hasErrno(error, "EAGAIN")) return queued;
      throw error;
    }
  }
}
