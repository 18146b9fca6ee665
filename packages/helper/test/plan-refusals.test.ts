import { describe, expect, it } from "vitest";
import { encodePlan } from "../src/plan/encode-plan.ts";
import { createFrameReader } from "../src/plan/read-frames.ts";
import { spawnSupervisor } from "../src/plan/spawn-supervisor.ts";
import { architecture, commandPlan, createReader, host, supervisor } from "./plan-rig.ts";

const plan = commandPlan(["/bin/true"]);
const good = encodePlan(plan);
const dataStart = 40;
const operations = new DataView(good.buffer).getUint32(24, true);
const EPROTO = 71;
const stepOfChecking = 4;

/** What a supervisor says to these bytes, whose number the header tells, and how it ends. */
async function answerTo(bytes: Uint8Array) {
  const { child, control } = spawnSupervisor(host, { executable: supervisor, fds: [] });
  host.sockets.send(control, bytes);
  host.sockets.shutdown(control, "write");
  const text = await createReader(control).output();
  const frames = createFrameReader().push(Buffer.from(text, "latin1"));
  return { frames, status: await child.exited };
}

function changed(change: (view: DataView) => void): Uint8Array {
  const bytes = Uint8Array.from(good);
  change(new DataView(bytes.buffer));
  return bytes;
}

/** Changes one byte of the third operation. */
const inOperation = (offset: number, value: number) =>
  changed((view) => view.setUint8(operations + 2 * 72 + offset, value));

describe("the supervisor", () => {
  it.each<[string, (view: DataView) => void]>([
    ["another magic", (view) => view.setUint32(0, 1, true)],
    ["another version", (view) => view.setUint16(4, 2, true)],
    ["operations of another size", (view) => view.setUint16(6, 80, true)],
    ["another machine", (view) => view.setUint32(8, architecture === "arm64" ? 62 : 183, true)],
    ["another length", (view) => view.setUint32(12, good.length + 72, true)],
    ["a length beyond all bounds", (view) => view.setUint32(12, 0xffff_ffff, true)],
    ["data in its header", (view) => view.setUint32(16, 0, true)],
    ["data beyond its end", (view) => view.setUint32(20, 0xffff_ffff, true)],
    ["operations in its data", (view) => view.setUint32(24, dataStart, true)],
    ["operations at an odd place", (view) => view.setUint32(24, operations + 1, true)],
    ["no operation", (view) => view.setUint32(28, 0, true)],
    ["more operations than bytes", (view) => view.setUint32(28, 4096, true)],
    ["another address", (view) => view.setBigUint64(32, 0x20_0000_0000n, true)],
  ])("refuses a plan with %s", async (_, change) => {
    const { frames, status } = await answerTo(changed(change));
    expect(frames).toMatchObject([
      { type: "refused", value: EPROTO, detail: stepOfChecking, operation: 0xffff },
    ]);
    expect(status).toBe(128 << 8);
  });

  it.each([
    ["of an unknown kind", 0, 200],
    ["with an unknown policy", 2, 9],
    ["with a seventh argument", 3, 64],
    ["with an argument in register 255", 24, 255],
    ["with a result in register 77", 1, 77],
    ["with a target that is not there", 6, 200],
  ])("refuses a plan with an operation %s", async (_, offset, value) => {
    const bytes = inOperation(offset, value);
    // What is an argument is said by the mask of registers.
    if (offset === 24) bytes[operations + 2 * 72 + 3] = 1;
    const { frames, status } = await answerTo(bytes);
    expect(frames).toMatchObject([{ type: "refused", value: EPROTO, detail: stepOfChecking, operation: 2 }]);
    expect(status).toBe(128 << 8);
  });

  it("ends without a word when nobody wants anything of it", async () => {
    expect(await answerTo(new Uint8Array())).toEqual({ frames: [], status: 0 });
    expect(await answerTo(good.subarray(0, 39))).toEqual({ frames: [], status: 0 });
    expect(await answerTo(good.subarray(0, good.length - 1))).toEqual({ frames: [], status: 0 });
  });
});
