import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { encodeWaiterMessage, type WaiterMessage } from "../src/encode-waiter-message.ts";
import { startWaiter } from "../src/start-waiter.ts";
import { endOf, executable, host, numberedRequest, uniqueAddress } from "./rig.ts";

const empty = new Uint8Array();
const sound: WaiterMessage = {
  mode: "wait",
  roles: ["reply"],
  timeLimit: 0,
  signals: [15],
  address: Uint8Array.of(1, 0, 0x2f, 0x73, 0),
  before: Uint8Array.of(0x7b),
  after: Uint8Array.of(0x7d),
  attributes: empty,
};
const startKill: WaiterMessage = { ...sound, mode: "start-kill", signals: [], timeLimit: 1000 };
const guard: WaiterMessage = { ...sound, mode: "guard", signals: [], roles: [] };
const pump: WaiterMessage = {
  ...guard,
  mode: "pump",
  roles: ["source"],
  address: empty,
  before: empty,
  after: empty,
};

const ownFailure = { kind: "exited", code: 128 };
const quietly = { kind: "exited", code: 0 };

/** How a waiter ends that gets these bytes with that many descriptors, and then nothing more. */
async function endAfter(bytes: Uint8Array, descriptors: number): Promise<unknown> {
  const waiter = await startWaiter(host, { executable });
  const [ours, theirs] = host.sockets.pair();
  if (bytes.length > 0) host.sockets.send(waiter.control, bytes, Array<number>(descriptors).fill(theirs));
  waiter.close();
  for (const fd of [ours, theirs]) host.descriptors.close(fd);
  return await endOf(waiter);
}

function edited(message: WaiterMessage, edit: (view: DataView) => void): Uint8Array {
  const bytes = encodeWaiterMessage(message);
  edit(new DataView(bytes.buffer));
  return bytes;
}

describe("a waiter without a task", () => {
  it("ends quietly when its parent goes", async () => {
    expect(await endAfter(empty, 0)).toEqual(quietly);
  });

  it("ends quietly when its parent goes without having heard that it is ready", async () => {
    const [control, theirs] = host.sockets.pair();
    const nothing = host.files.open("/dev/null", { access: "read-write" });
    const fds = [nothing, nothing, nothing, theirs];
    const child = host.children.spawn({ executable, argv: ["waiter"], environment: {}, fds });
    await host.descriptors.wait(control, "readable").ready;
    for (const fd of [control, theirs, nothing]) host.descriptors.close(fd);
    expect(await endOf(child)).toEqual(quietly);
  });

  it("ignores signals and keeps waiting", async () => {
    const waiter = await startWaiter(host, { executable });
    for (const signal of [1, 2, 3, 15, 20]) host.signals.send(waiter.pid, signal);
    waiter.close();
    expect(await endOf(waiter)).toEqual(quietly);
  });
});

describe("a message", () => {
  it.each<[string, Uint8Array, number]>([
    ["of another kind", edited(sound, (view) => view.setUint32(0, 1, true)), 1],
    ["of another version", edited(sound, (view) => view.setUint16(4, 2, true)), 1],
    ["of no mode", edited(sound, (view) => view.setUint8(6, 0)), 1],
    ["of an unknown mode", edited(sound, (view) => view.setUint8(6, 4)), 1],
    ["with an unknown role", edited(sound, (view) => view.setUint8(7, 17)), 2],
    ["longer than it says", edited(sound, (view) => view.setUint32(8, 38, true)), 1],
    ["shorter than it says", edited(sound, (view) => view.setUint32(8, 40, true)), 1],
    ["of the greatest length", edited(sound, (view) => view.setUint32(8, 0xffff_ffff, true)), 1],
    ["with parts of the greatest length", edited(sound, (view) => view.setBigUint64(24, ~0n, true)), 1],
    ["with an address too long", edited(sound, (view) => view.setUint16(24, 111, true)), 1],
    ["with a text too long", edited(sound, (view) => view.setUint16(26, 1025, true)), 1],
    ["without its descriptor", encodeWaiterMessage(sound), 0],
    ["with a descriptor too many", encodeWaiterMessage(sound), 2],
    ["with more descriptors than there are roles", encodeWaiterMessage(sound), 5],
    [
      "to wait, without an address",
      encodeWaiterMessage({ ...sound, address: empty, before: empty, after: empty }),
      1,
    ],
    ["to wait, without a request", encodeWaiterMessage({ ...sound, before: empty }), 1],
    ["to wait, with a time limit", encodeWaiterMessage({ ...sound, timeLimit: 1 }), 1],
    ["to wait, without a connection", encodeWaiterMessage({ ...sound, roles: [] }), 0],
    ["to wait, with a terminal", encodeWaiterMessage({ ...sound, roles: ["reply", "terminal"] }), 2],
    ["to kill, without a time limit", encodeWaiterMessage({ ...startKill, timeLimit: 0 }), 1],
    ["to kill, with signals", encodeWaiterMessage({ ...startKill, signals: [1] }), 1],
    ["to guard, with a connection", encodeWaiterMessage({ ...guard, roles: ["reply"] }), 1],
    ["to guard, with signals", encodeWaiterMessage({ ...guard, signals: [1] }), 0],
    ["with attributes of no terminal", encodeWaiterMessage({ ...guard, attributes: new Uint8Array(36) }), 0],
    ["with a terminal without attributes", encodeWaiterMessage({ ...guard, roles: ["terminal"] }), 1],
    ["to pump, without a source", encodeWaiterMessage({ ...pump, roles: ["target"] }), 1],
    [
      "to pump, with an address",
      encodeWaiterMessage({ ...pump, address: sound.address, before: sound.before }),
      1,
    ],
    ["to pump, with signals", encodeWaiterMessage({ ...pump, signals: [1] }), 1],
    ["to feed, without a target", encodeWaiterMessage({ ...pump, mode: "feed" }), 1],
    ["that ends in its header", encodeWaiterMessage(sound).subarray(0, 31), 1],
    ["that ends in its body", encodeWaiterMessage(sound).subarray(0, -1), 1],
  ])("%s ends the waiter", async (_, bytes, descriptors) => {
    expect(await endAfter(bytes, descriptors)).toEqual(ownFailure);
  });

  it("of other bytes never does anything else to it", async () => {
    const mutated = fc
      .tuple(fc.constantFrom(sound, startKill, guard), fc.array(fc.tuple(fc.nat(40), fc.nat(255))))
      .map(([message, changes]) => {
        const bytes = encodeWaiterMessage(message);
        for (const [offset, value] of changes) bytes[offset % bytes.length] = value;
        return bytes;
      });
    const bytes = fc.oneof(fc.uint8Array({ maxLength: 3000 }), mutated);
    await fc.assert(
      fc.asyncProperty(bytes, fc.nat(3), async (message, descriptors) => {
        // A task that is sound after all ends just so: its connections have ended, and nobody listens.
        expect([ownFailure, quietly]).toContainEqual(await endAfter(message, descriptors));
      }),
      { numRuns: 300 },
    );
  }, 60_000);

  it("may come in pieces", async () => {
    const waiter = await startWaiter(host, { executable });
    const [sandbox, theirs] = host.sockets.pair();
    const bytes = encodeWaiterMessage(sound);
    for (let offset = 0; offset < bytes.length; offset++) {
      host.sockets.send(waiter.control, bytes.subarray(offset, offset + 1), offset === 0 ? [theirs] : []);
    }
    await host.descriptors.wait(waiter.control, "readable").ready;
    const report = new Uint8Array(10);
    expect(host.descriptors.read(waiter.control, report)).toBe(1);
    expect(report[0]).toBe("A".codePointAt(0));
    for (const fd of [sandbox, theirs]) host.descriptors.close(fd);
    waiter.close();
    expect(await endOf(waiter)).toEqual(ownFailure);
  });
});

describe("startWaiter", () => {
  it("fails with what the program could not be run for", async () => {
    await expect(startWaiter(host, { executable: "/nonexistent/waiter" })).rejects.toMatchObject({
      code: "SALLYPORT_SYSTEM_CALL",
      errno: "ENOENT",
    });
  });

  it("fails when the program ends instead", async () => {
    await expect(startWaiter(host, { executable: "/bin/true" })).rejects.toMatchObject({
      message: "waiter control socket: connection reset by peer",
      errno: "ECONNRESET",
    });
  });

  it("fails when the program is another one that says nothing, and leaves it not running", async () => {
    const folder = mkdtempSync(join(tmpdir(), "sallyport-"));
    const silent = join(folder, "silent");
    writeFileSync(silent, "#!/bin/sh\nexec sleep 7261.5\n", { mode: 0o700 });
    await expect(startWaiter(host, { executable: silent, patience: 50 })).rejects.toMatchObject({
      message: "waiter control socket: connection timed out",
      errno: "ETIMEDOUT",
    });
    await expect
      .poll(() => commandLines().filter((line) => line.includes(silent) || line.includes("7261.5")))
      .toEqual([]);
    rmSync(folder, { recursive: true });
  });

  it("takes the program from a descriptor", async () => {
    const program = host.files.open(executable, { access: "read" });
    const waiter = await startWaiter(host, { executable: `/proc/self/fd/${program}` });
    host.descriptors.close(program);
    waiter.close();
    expect(await endOf(waiter)).toEqual(quietly);
  });

  it("tells what the waiter could not do with its task, and leaves it not running", async () => {
    const waiter = await startWaiter(host, { executable });
    const task = {
      kind: "start-kill",
      startSocket: waiter.control,
      killRequest: numberedRequest(uniqueAddress()),
      timeLimit: 0,
    } as const;
    await expect(waiter.handOver(task)).rejects.toMatchObject({
      message: "waiter read task: protocol error",
      errno: "EPROTO",
    });
    await waiter.exited;
  });
});

/** Those of all processes. */
function commandLines(): string[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, "latin1");
      } catch {
        return "";
      }
    });
}
