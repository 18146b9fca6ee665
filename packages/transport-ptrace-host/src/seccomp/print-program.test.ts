import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compileProfile } from "./compile-profile.ts";
import { decodeProgram } from "./encode-program.ts";
import { printProgram } from "./print-program.ts";

describe("a printed program", () => {
  it("names architectures, system calls, arguments and errnos", () => {
    const { program } = compileProfile(
      {
        defaultAction: "SCMP_ACT_ERRNO",
        architectures: ["SCMP_ARCH_X86"],
        syscalls: [
          { names: ["read", "write"], action: "SCMP_ACT_ALLOW" },
          {
            names: ["clone"],
            action: "SCMP_ACT_TRACE",
            errnoRet: 7,
            args: [{ index: 0, op: "SCMP_CMP_MASKED_EQ", value: 0x7e02_0000n, valueTwo: 0n }],
          },
        ],
      },
      "x86-64",
    );
    expect(printProgram(program)).toEqual([
      " 0  load architecture",
      " 1  if == 0xc000003e (x86_64 or x32) goto 2 else 8",
      " 2  load number",
      " 3  if >= 57 (fork) goto 6 else 4",
      " 4  if >= 2 (open) goto 5 else 13",
      " 5  if >= 56 (clone) goto 17 else 20",
      " 6  if >= 1073741824 (read) goto 7 else 16",
      " 7  if >= 4294967295 goto 20 else 9",
      " 8  if == 0x40000003 (x86) goto 10 else 9",
      " 9  return kill thread",
      "10  load number",
      "11  if >= 5 (open) goto 14 else 12",
      "12  if >= 3 (read) goto 13 else 20",
      "13  return allow",
      "14  if >= 120 (clone) goto 15 else 20",
      "15  if >= 121 (setdomainname) goto 16 else 17",
      "16  return errno 38 (ENOSYS)",
      "17  load argument 0, low word",
      "18  if & 0x7e020000 goto 20 else 19",
      "19  return trace 7",
      "20  return errno 1 (EPERM)",
    ]);
  });

  it("may be any", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 8, maxLength: 80 }), (bytes) => {
        const program = decodeProgram(bytes.subarray(0, bytes.length - (bytes.length % 8)));
        expect(printProgram(program)).toHaveLength(program.length);
      }),
    );
  });
});
