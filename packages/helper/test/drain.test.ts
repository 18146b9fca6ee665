import { expect, it } from "vitest";
import { leaveTerminal } from "../src/leave-terminal.ts";
import { startWaiter } from "../src/start-waiter.ts";
import { endOf, executable, host } from "./rig.ts";

const mebibyte = new Uint8Array(1024 * 1024).fill(0x61);

it("a drain reads a terminal until its last replica is closed", async () => {
  const { master, replica } = host.terminals.openPty();
  const waiter = await startWaiter(host, { executable });
  await waiter.handOver({ kind: "drain", master });
  waiter.close();
  host.descriptors.close(master);
  for (let written = 0; written < mebibyte.length;) {
    written += host.descriptors.write(replica, mebibyte.subarray(written, written + 1000));
  }
  host.descriptors.close(replica);
  expect(await endOf(waiter)).toEqual({ kind: "exited", code: 0 });
});

it("a terminal that was left is not hung up", async () => {
  const { master, replica } = host.terminals.openPty();
  await leaveTerminal(host, { executable }, master);
  host.descriptors.close(master);
  expect(host.descriptors.write(replica, host.text.encode("to nobody\n"))).toBe(10);
  host.descriptors.close(replica);
});
