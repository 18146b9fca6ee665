import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeWaitStatus, encodeWaitStatus, exitStatusOf, type WaitStatus } from "./wait-status.ts";

const waitStatus: fc.Arbitrary<WaitStatus> = fc.oneof(
  fc.record({ kind: fc.constant("exited" as const), code: fc.integer({ min: 0, max: 255 }) }),
  fc.record({
    kind: fc.constant("signaled" as const),
    signal: fc.integer({ min: 1, max: 64 }),
    coreDumped: fc.boolean(),
  }),
);

describe("wait status", () => {
  it.each([
    [0, { kind: "exited", code: 0 }, 0],
    [256, { kind: "exited", code: 1 }, 1],
    [10752, { kind: "exited", code: 42 }, 42],
    [65280, { kind: "exited", code: 255 }, 255],
    [9, { kind: "signaled", signal: 9, coreDumped: false }, 137],
    [139, { kind: "signaled", signal: 11, coreDumped: true }, 139],
    [64, { kind: "signaled", signal: 64, coreDumped: false }, 192],
  ] as const)("reads %i", (raw, status, exitStatus) => {
    expect(decodeWaitStatus(raw)).toEqual(status);
    expect(exitStatusOf(status)).toBe(exitStatus);
  });

  it.each([
    ["stopped", 0x137f],
    ["stopped by signal 0", 0x7f],
    ["continued", 0xffff],
    ["signal above 64", 65],
    ["a signal with a code", 0x0109],
    ["a core dump without a signal", 0x80],
    ["above 16 bits", 0x1_0000],
    ["negative", -1],
    ["a fraction", 0.5],
    ["not a number", Number.NaN],
  ])("refuses %s", (_, raw) => {
    expect(() => decodeWaitStatus(raw)).toThrow(
      expect.objectContaining({
        code: "SALLYPORT_PROTOCOL",
        message: `wait status ${raw} is not that of an ended process`,
      }),
    );
  });

  it.each([
    [{ kind: "exited", code: 256 }],
    [{ kind: "exited", code: -1 }],
    [{ kind: "signaled", signal: 0, coreDumped: false }],
    [{ kind: "signaled", signal: 65, coreDumped: false }],
  ] as const)("does not encode %j", (status) => {
    expect(() => encodeWaitStatus(status)).toThrow(expect.objectContaining({ code: "SALLYPORT_INTERNAL" }));
  });

  it("survives encoding and decoding", () => {
    fc.assert(
      fc.property(waitStatus, (status) => {
        expect(decodeWaitStatus(encodeWaitStatus(status))).toEqual(status);
      }),
    );
  });

  it("re-encodes every status that it accepts to the same number", () => {
    const accepted = Array.from({ length: 0x1_0000 }, (_, raw) => raw).filter((raw) => {
      try {
        return encodeWaitStatus(decodeWaitStatus(raw)) === raw;
      } catch {
        return false;
      }
    });
    expect(accepted).toHaveLength(256 + 2 * 64);
  });
});
