import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeProgram, encodeProgram } from "./encode-program.ts";

describe("the bytes of a program", () => {
  it("are those of struct sock_filter", () => {
    const bytes = encodeProgram([
      { code: 0x20, jt: 0, jf: 0, k: 4 },
      { code: 0x15, jt: 1, jf: 255, k: 0xc000_003e },
    ]);
    expect([...bytes]).toEqual([0x20, 0, 0, 0, 4, 0, 0, 0, 0x15, 0, 1, 255, 0x3e, 0, 0, 0xc0]);
  });

  it("are read back, wherever they lie", () => {
    const byte = fc.nat(0xff);
    const instruction = fc.record({ code: fc.nat(0xffff), jt: byte, jf: byte, k: fc.nat(0xffff_ffff) });
    fc.assert(
      fc.property(fc.array(instruction, { minLength: 1 }), fc.nat(9), (program, offset) => {
        const bytes = encodeProgram(program);
        const around = new Uint8Array(bytes.length + 20);
        around.set(bytes, offset);
        expect(decodeProgram(around.subarray(offset, offset + bytes.length))).toEqual(program);
      }),
    );
  });

  it.each([0, 7, 12])("are refused when there are %d", (length) => {
    expect(() => decodeProgram(new Uint8Array(length))).toThrow(
      expect.objectContaining({
        code: "SALLYPORT_INVALID_SECCOMP",
        message: `a seccomp filter of ${length} bytes must be a multiple of 8 bytes long`,
      }),
    );
  });
});
