import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeWaiterMessage } from "../test/decode-waiter-message.ts";
import { encodeWaiterMessage, type WaiterMessage } from "./encode-waiter-message.ts";

const empty = new Uint8Array();
const plain: WaiterMessage = {
  mode: "wait",
  roles: ["reply"],
  timeLimit: 0,
  signals: [1, 2, 15],
  address: Uint8Array.of(1, 0, 0x2f, 0x73, 0),
  before: Uint8Array.of(0x7b),
  after: Uint8Array.of(0x7d, 0x7d),
  attributes: empty,
};

const signal = fc.integer({ min: 1, max: 64 });
const messages: fc.Arbitrary<WaiterMessage> = fc.record({
  mode: fc.constantFrom("wait", "start-kill", "guard", "pump", "feed"),
  roles: fc.subarray(["reply", "address", "guard", "terminal", "source", "target"]),
  timeLimit: fc.integer({ min: 0, max: 0xffff_ffff }),
  signals: fc.uniqueArray(signal),
  address: fc.uint8Array({ maxLength: 110 }),
  before: fc.uint8Array({ maxLength: 1024 }),
  after: fc.uint8Array({ maxLength: 256 }),
  attributes: fc.oneof(fc.constant(empty), fc.uint8Array({ minLength: 36, maxLength: 36 })),
});

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");

describe("a waiter message", () => {
  it("has these bytes", () => {
    expect(hex(encodeWaiterMessage(plain))).toBe(
      [
        "53505754", // magic
        "0100", // version
        "01", // wait
        "01", // roles
        "28000000", // 40 bytes
        "00000000", // no time limit
        "0340000000000000", // signals 1, 2 and 15
        "0500010002000000", // lengths
        "01002f7300", // the address
        "7b",
        "7d7d",
      ].join(""),
    );
  });

  it("says what it was made of", () => {
    fc.assert(
      fc.property(messages, (message) => {
        const bytes = encodeWaiterMessage(message);
        const numbers = { reply: 1, address: 2, guard: 4, terminal: 8, source: 16, target: 32 };
        expect(decodeWaiterMessage(bytes)).toEqual({
          magic: "SPWT",
          version: 1,
          mode: { wait: 1, "start-kill": 2, guard: 3, pump: 4, feed: 5 }[message.mode],
          roles: message.roles.reduce((sum, role) => sum + numbers[role], 0),
          length: bytes.length,
          timeLimit: message.timeLimit,
          signals: message.signals.toSorted((left, right) => left - right),
          parts: [message.address, message.before, message.after, message.attributes].map(hex),
          end: bytes.length,
        });
      }),
    );
  });

  it.each<[string, Partial<WaiterMessage>]>([
    ["address of 111 bytes, more than 110", { address: new Uint8Array(111) }],
    ["before of 1025 bytes, more than 1024", { before: new Uint8Array(1025) }],
    ["after of 257 bytes, more than 256", { after: new Uint8Array(257) }],
    ["terminal attributes of 35 bytes, not 36", { attributes: new Uint8Array(35) }],
    ["time limit -1, not from 0 to 4294967295", { timeLimit: -1 }],
    ["time limit 4294967296, not from 0 to 4294967295", { timeLimit: 2 ** 32 }],
    ["time limit 1.5, not from 0 to 4294967295", { timeLimit: 1.5 }],
    ["signal 0, not from 1 to 64", { signals: [0] }],
    ["signal 65, not from 1 to 64", { signals: [65] }],
  ])("has no room for %s", (problem, change) => {
    expect(() => encodeWaiterMessage({ ...plain, ...change })).toThrow(
      expect.objectContaining({ code: "SALLYPORT_INTERNAL", message: `waiter message: ${problem}` }),
    );
  });
});
