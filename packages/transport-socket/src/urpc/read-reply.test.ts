import { isSallyportError } from "@sallyport/core";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readReply, type ReadBytes } from "./read-reply.ts";
import { readResult } from "./reply.ts";

/** Reads what is given, one chunk a time as far as there is room, then the end of the stream. */
function readerOf(chunks: readonly Uint8Array[]): ReadBytes {
  const rest = [...chunks];
  return async (buffer) => {
    const chunk = rest.shift() ?? new Uint8Array();
    const part = chunk.subarray(0, buffer.length);
    if (part.length < chunk.length) rest.unshift(chunk.subarray(part.length));
    buffer.set(part);
    return part.length;
  };
}

function split(bytes: Uint8Array, cuts: readonly number[]): Uint8Array[] {
  const places = [
    0,
    ...[...new Set(cuts.map((cut) => cut % bytes.length))].toSorted((a, b) => a - b),
    bytes.length,
  ];
  return places
    .slice(1)
    .map((end, index) => bytes.subarray(places[index], end))
    .filter((chunk) => chunk.length > 0);
}

async function resultOf(chunks: readonly Uint8Array[]): Promise<unknown> {
  return readResult("m", Buffer.from(await readReply("m", readerOf(chunks))).toString());
}

describe("readReply", () => {
  it("gives the same result wherever the reply is split, and whatever follows it", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.jsonValue(),
        fc.array(fc.nat()),
        fc.string({ unit: "binary" }),
        async (value, cuts, tail) => {
          const reply = JSON.stringify({ success: true, err: "", result: value });
          const chunks = split(Buffer.from(reply + tail), cuts);
          expect(await resultOf(chunks)).toEqual(JSON.parse(JSON.stringify(value)));
        },
      ),
    );
  });

  it("meets arbitrary bytes with a SallyportError of the connection or the protocol", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.uint8Array({ minLength: 1, maxLength: 64 })), async (chunks) => {
        const outcome = await resultOf(chunks).catch((error: unknown) => error);
        expect(isSallyportError(outcome)).toBe(true);
        expect(outcome).toMatchObject({ reason: "transport-lost" });
      }),
    );
  });

  it("meets any damage to a reply with its result or a SallyportError", async () => {
    const reply = Buffer.from('{"success":true,"err":"","result":[{"pid":1},"\u00e9"]}');
    await fc.assert(
      fc.asyncProperty(fc.nat(reply.length - 1), fc.integer({ min: 0, max: 255 }), async (at, byte) => {
        const damaged = Buffer.from(reply);
        damaged[at] = byte;
        const outcome = await resultOf([damaged]).catch((error: unknown) => error);
        expect(isSallyportError(outcome) || !(outcome instanceof Error)).toBe(true);
      }),
    );
  });

  it.each([
    ["nothing", ""],
    ["white space", " \n"],
    ["half a value", '{"success":tr'],
    ["an open string", '{"err":"}'],
  ])("loses the connection at the end of the stream after %s", async (_, text) => {
    await expect(
      readReply("containerManager.WaitPID", readerOf(split(Buffer.from(`${text} `), []))),
    ).rejects.toMatchObject({
      code: "SALLYPORT_CONNECTION_LOST",
      message: 'urpc method "containerManager.WaitPID" failed: EOF',
    });
  });

  it.each(["hello", "[1]", '"x"', "7"])("refuses %s without waiting for its end", async (text) => {
    const never = readerOf([Buffer.from(` ${text}`)]);
    const endless: ReadBytes = async (buffer) =>
      (await never(buffer)) || Promise.reject(new Error("read on"));
    await expect(readReply("m", endless)).rejects.toMatchObject({
      code: "SALLYPORT_PROTOCOL",
      message: expect.stringMatching(/begins with byte 0x[0-9a-f]{2}, not with "\{"/),
    });
  });

  it("takes a reply of exactly the largest size and refuses one byte more", async () => {
    const reply = Buffer.from('{"success":true,"err":"","result":2}');
    await expect(readReply("m", readerOf([reply]), reply.length)).resolves.toEqual(new Uint8Array(reply));
    await expect(readReply("m", readerOf([reply]), reply.length - 1)).rejects.toMatchObject({
      code: "SALLYPORT_PROTOCOL",
      message: `reply to urpc method "m": larger than ${reply.length - 1} bytes`,
    });
  });

  it("meets nesting without end with a SallyportError", async () => {
    const deep = Buffer.from(`{"result":${"[".repeat(15_000)}`);
    await expect(resultOf([deep])).rejects.toMatchObject({ code: "SALLYPORT_PROTOCOL" });
  });
});
