import { messageOf } from "@sallyport/core";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { encodeCommand, type FrameType, frameTypes, payloadSizes } from "./frame-format.ts";
import { createFrameReader, type Frame } from "./read-frames.ts";

const signed = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 });

const frame: fc.Arbitrary<Frame> = fc
  .record({
    type: fc.constantFrom(...(Object.keys(frameTypes) as FrameType[])),
    operation: fc.integer({ min: 0, max: 0xffff }),
    process: signed,
    pid: signed,
    value: signed,
    detail: signed,
    payload: fc.uint8Array({ minLength: 200, maxLength: 200 }),
  })
  .chain((made) => {
    const [minimum, maximum] = payloadSizes(made.type);
    const size = fc.integer({ min: minimum, max: Math.min(maximum, 200) });
    return size.map((length) => ({ ...made, payload: made.payload.slice(0, length) }));
  });

/** As native/supervisor/messages.h lays it out, written independently of the reader. */
function encode(made: Frame): Buffer {
  const bytes = Buffer.alloc(24 + made.payload.length);
  bytes.writeUInt32LE(bytes.length, 0);
  bytes.writeUInt16LE(frameTypes[made.type], 4);
  bytes.writeUInt16LE(made.operation, 6);
  for (const [index, value] of [made.process, made.pid, made.value, made.detail].entries()) {
    bytes.writeInt32LE(value, 8 + 4 * index);
  }
  bytes.set(made.payload, 24);
  return bytes;
}

function readAll(chunks: readonly Uint8Array[]): readonly Frame[] | string {
  const reader = createFrameReader();
  try {
    return chunks.flatMap((chunk) => reader.push(chunk));
  } catch (error) {
    return messageOf(error);
  }
}

/** The same bytes in pieces of these sizes, and the rest in one. */
function pieces(bytes: Uint8Array, sizes: readonly number[]): Uint8Array[] {
  const cut: Uint8Array[] = [];
  let start = 0;
  for (const size of sizes) cut.push(bytes.subarray(start, (start += size)));
  return [...cut, bytes.subarray(start)];
}

describe("the reader of frames", () => {
  it("reads what was written, in whatever pieces it comes", () => {
    fc.assert(
      fc.property(fc.array(frame), fc.array(fc.nat(40)), (frames, sizes) => {
        expect(readAll(pieces(Buffer.concat(frames.map(encode)), sizes))).toEqual(frames);
      }),
    );
  });

  it("gives nothing for a frame that is cut off", () => {
    fc.assert(
      fc.property(frame, fc.nat(31), (one, length) => {
        const bytes = encode(one);
        expect(readAll([bytes.subarray(0, Math.min(length, bytes.length - 1))])).toEqual([]);
      }),
    );
  });

  it("refuses what is no frame, and never fails otherwise", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 24, maxLength: 80 }), (bytes) => {
        expect(readAll([bytes])).toMatch(/^supervisor sent a frame of type \d+ with \d+ bytes$/);
      }),
    );
  });
});

describe("a command", () => {
  it("is its type and two numbers", () => {
    const expected = Buffer.from("03000000180000005000000000000000", "hex");
    expect(Buffer.from(encodeCommand("resize", 24, 80))).toEqual(expected);
  });
});
