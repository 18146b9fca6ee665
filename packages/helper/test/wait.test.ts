import { readResult } from "./read-result.ts";
import * as fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import { endWaiting, startWaiting, success } from "./rig.ts";

async function statusAfter(
  pieces: readonly (string | Uint8Array)[],
  then: "close" | "stay" = "stay",
): Promise<number> {
  const waiting = await startWaiting();
  waiting.reply(pieces, then);
  const status = await waiting.exitStatus();
  await waiting.end();
  return status;
}

afterEach(endWaiting);

const ownFailure = 128;
const atOnce = 16;

/** Gives the results of many waiters, some at a time. */
async function each<Item, Result>(
  items: readonly Item[],
  operation: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  for (let first = 0; first < items.length; first += atOnce) {
    results.push(...(await Promise.all(items.slice(first, first + atOnce).map(operation))));
  }
  return results;
}

describe("a waiter ends", () => {
  it("with the command's exit code, whichever it is", async () => {
    const codes = Array.from({ length: 256 }, (_, code) => code);
    expect(await each(codes, (code) => statusAfter([success(code << 8)]))).toEqual(codes);
  }, 30_000);

  it("with 128 + n for signal n, with and without a core dump", async () => {
    const signals = Array.from({ length: 64 }, (_, index) => index + 1);
    const expected = signals.map((signal) => 128 + signal);
    expect(await each(signals, (signal) => statusAfter([success(signal)]))).toEqual(expected);
    expect(await each(signals, (signal) => statusAfter([success(signal | 0x80)]))).toEqual(expected);
  }, 30_000);

  it.each([
    ["byte by byte", success(42 << 8).split("")],
    ["in two pieces", ["{", success(42 << 8).slice(1)]],
    ["in another order", ['{"result":10752,"err":"","success":true}']],
    ["with white space", [' \r\n\t{ "success" : true ,\n"err" : "" , "result" : 10752 } ']],
    [
      "with keys that are new",
      ['{"a":[1,{"b":"]}"}],"success":true,"c":-1.5e3,"err":"","d":null,"result":10752}'],
    ],
    ["with escapes", [String.raw`{"success":true,"err":"\"}\\\u007d\n","result":10752}`]],
    ["and something behind it", [`${success(42 << 8)}{"success":false}`]],
    ["twice told", ['{"success":true,"err":"","result":0,"result":10752}']],
  ])("with the status of a reply that comes %s", async (_, pieces) => {
    expect(await statusAfter(pieces)).toBe(42);
  });

  it.each<[string, readonly (string | Uint8Array)[]]>([
    ["of failure", ['{"success":false,"err":"waiting for PID 2: no such process","result":null}']],
    ["of failure with a result", ['{"success":false,"err":"","result":0}']],
    ["without a result", ['{"success":true,"err":""}']],
    ["without an error text", ['{"success":true,"result":0}']],
    ["without success", ['{"err":"","result":0}']],
    ["with keys that only look so", ['{"successs":true,"er":"","results":0}']],
    ["that is empty", ["{}"]],
    ["that is no object", ["[0]"]],
    ["that is a number", ["0"]],
    ["with a list as result", ['{"success":true,"err":"","result":[0]}']],
    ["with a text as result", ['{"success":true,"err":"","result":"0"}']],
    ["with a negative result", ['{"success":true,"err":"","result":-1}']],
    ["with a fraction", ['{"success":true,"err":"","result":0.5}']],
    ["with a leading zero", ['{"success":true,"err":"","result":00}']],
    ["with a result past 32 bits", ['{"success":true,"err":"","result":42949672960}']],
    ["with a result past 16 bits", [success(0x1_0000)]],
    ["that says stopped", [success(0x137f)]],
    ["that says continued", [success(0xffff)]],
    ["with signal 65", [success(65)]],
    ["with a comma too many", ['{"success":true,"err":"","result":0,}']],
    ["without a colon", ['{"success" true}']],
    ["with a bare word", ['{"success":yes,"err":"","result":0}']],
    ["with an unknown escape", [String.raw`{"success":true,"err":"\x","result":0}`]],
    ["with a broken \\u", [String.raw`{"success":true,"err":"\u00g0","result":0}`]],
    ["with a line break in a text", ['{"success":true,"err":"\n","result":0}']],
    ["of other bytes", [Uint8Array.of(0xff, 0, 1, 2)]],
    ["of more than 64 KiB", [`{"err":"${"x".repeat(70_000)}`]],
    ["of brackets alone", [`{"a":${"[".repeat(70_000)}`]],
  ])("with 128 after a reply %s, though nothing else comes", async (_, pieces) => {
    expect(await statusAfter(pieces)).toBe(ownFailure);
  });

  it.each([[[]], [["{"]], [[success(0).slice(0, -1)]], [['{"success":true,"err":"']]])(
    "with 128 when the connection ends after %j",
    async (pieces) => {
      expect(await statusAfter(pieces, "close")).toBe(ownFailure);
    },
  );

  it("as the TypeScript reader understands the same reply", async () => {
    const scalar = fc.oneof(
      fc.constantFrom<unknown>(true, false, null, "", 0, 9, 256, 10_752, 0xffff, "}", '"\\'),
      fc.string({ unit: "binary" }),
      fc.jsonValue({ maxDepth: 2 }),
    );
    const member = fc.tuple(fc.constantFrom("success", "err", "result", "other", "Result"), scalar);
    const healthy = fc.nat(0x1_ffff).map(
      (result) =>
        [
          ["success", true],
          ["err", ""],
          ["result", result],
        ] as const,
    );
    const replies = fc.oneof(
      healthy,
      fc.tuple(healthy, fc.array(member)).map((parts) => parts.flat()),
      fc.array(member),
    );
    const text = fc.tuple(replies, fc.constantFrom(undefined, 1, "\t")).map(([members, indent]) => {
      const body = members.map(
        ([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value, null, indent)}`,
      );
      return `{${body.join(" ,\n")}}`;
    });
    await fc.assert(
      fc.asyncProperty(text, async (reply) => {
        expect(await statusAfter([reply], "close")).toBe(readResult(reply));
      }),
      { numRuns: 200 },
    );
  }, 60_000);

  it("by itself, whatever bytes it gets", async () => {
    const pieces = fc.array(
      fc.oneof(fc.uint8Array({ minLength: 1 }), fc.constantFrom("{", '"success":true,', '"', "}")),
    );
    await fc.assert(
      fc.asyncProperty(pieces, async (bytes) => {
        expect(await statusAfter(bytes, "close")).toBe(ownFailure);
      }),
      { numRuns: 100 },
    );
  }, 60_000);
});
