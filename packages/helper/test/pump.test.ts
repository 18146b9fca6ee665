import { describe, expect, it } from "vitest";
import { leaveToPump } from "../src/leave-to-pump.ts";
import { startWaiter } from "../src/start-waiter.ts";
import type { PumpTask } from "../src/waiter-task.ts";
import { endOf, executable, host } from "./rig.ts";

const { descriptors } = host;
const quietly = { kind: "exited", code: 0 };

async function startPump(transfer: Omit<PumpTask, "kind">) {
  const waiter = await startWaiter(host, { executable });
  await waiter.handOver({ kind: "pump", ...transfer });
  waiter.close();
  return waiter;
}

describe("a pump", () => {
  it("copies until the source ends", async () => {
    const from = descriptors.pipe();
    const to = descriptors.pipe();
    const pump = await startPump({ source: from.read, target: to.write });
    for (const fd of [from.read, to.write]) descriptors.close(fd);
    let copied = 0;
    const chunk = new Uint8Array(10_000).fill(0x61);
    const buffer = new Uint8Array(65_536);
    for (let round = 0; round < 100; round += 1) {
      descriptors.write(from.write, chunk);
      for (let taken = 0; taken < chunk.length; taken += copied) copied = descriptors.read(to.read, buffer);
    }
    descriptors.close(from.write);
    expect(await endOf(pump)).toEqual(quietly);
    expect(descriptors.read(to.read, buffer)).toBe(0);
    descriptors.close(to.read);
  });

  it("waits for a target that takes nothing now", async () => {
    const from = descriptors.pipe();
    const [ours, theirs] = host.sockets.pair();
    const pump = await startPump({ source: from.read, target: theirs });
    for (const fd of [from.read, theirs]) descriptors.close(fd);
    const size = 65_536;
    // More than a socket holds.
    for (let round = 0; round < 4; round += 1) descriptors.write(from.write, new Uint8Array(size));
    let received = 0;
    while (received < 4 * size) {
      await descriptors.wait(ours, "readable").ready;
      received += host.sockets.receive(ours, new Uint8Array(size)).length;
    }
    descriptors.close(from.write);
    expect(await endOf(pump)).toEqual(quietly);
    descriptors.close(ours);
  });

  it("ends when nobody reads any more", async () => {
    const from = descriptors.pipe();
    const to = descriptors.pipe();
    const pump = await startPump({ source: from.read, target: to.write });
    for (const fd of [from.read, to.write, to.read]) descriptors.close(fd);
    descriptors.write(from.write, Uint8Array.of(1));
    expect(await endOf(pump)).toEqual(quietly);
    descriptors.close(from.write);
  });

  it("fails when it cannot write", async () => {
    const from = descriptors.pipe();
    const full = host.files.open("/dev/full", { access: "write" });
    const pump = await startPump({ source: from.read, target: full });
    for (const fd of [from.read, full]) descriptors.close(fd);
    descriptors.write(from.write, Uint8Array.of(1));
    expect(await endOf(pump)).toEqual({ kind: "exited", code: 128 });
    descriptors.close(from.write);
  });

  it("reads a terminal until its last replica is closed, where there is no target", async () => {
    const { master, replica } = host.terminals.openPty();
    const pump = await startPump({ source: master });
    descriptors.close(master);
    const mebibyte = new Uint8Array(1024 * 1024).fill(0x61);
    for (let written = 0; written < mebibyte.length;) {
      written += descriptors.write(replica, mebibyte.subarray(written, written + 1000));
    }
    descriptors.close(replica);
    expect(await endOf(pump)).toEqual(quietly);
  });

  it("keeps a terminal that was left to it from being hung up", async () => {
    const { master, replica } = host.terminals.openPty();
    await leaveToPump(host, { executable }, { source: master });
    descriptors.close(master);
    expect(descriptors.write(replica, host.text.encode("to nobody\n"))).toBe(10);
    descriptors.close(replica);
  });
});
