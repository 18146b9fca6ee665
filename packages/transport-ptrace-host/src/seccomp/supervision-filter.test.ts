import { describe, expect, it } from "vitest";
import { problemsOf } from "../../test/seccomp/check-program.ts";
import { simulate } from "../../test/seccomp/simulate.ts";
import { printVerdict } from "./print-verdict.ts";
import type { SeccompFilter } from "./seccomp-filter.ts";
import { compileAudit, compileEnforcement } from "./supervision-filter.ts";

const [x86_64, x86, x32, aarch64, arm] = [0xc000_003e, 0x4000_0003, 0xc000_003e, 0xc000_00b7, 0x4000_0028];
const x32Bit = 0x4000_0000;

function verdict({ program }: SeccompFilter, arch: number, number: number, first = 0n): string {
  return printVerdict(simulate(program, { arch, number, args: [first, 0n, 0n, 0n, 0n, 0n] }).verdict);
}

describe("the filter of audit", () => {
  const filter = compileAudit(
    [
      { name: "openat", id: 7 },
      { name: "connect", id: 300 },
    ],
    "x86-64",
  );

  it.each([
    ["x86_64", x86_64, 257, 0n, "trace 7"],
    ["x86", x86, 295, 0n, "trace 7"],
    ["x32", x32, x32Bit + 257, 0n, "trace 7"],
    ["connect of x86", x86, 362, 0n, "trace 300"],
    ["connect behind socketcall", x86, 102, 3n, "trace 300"],
    ["another call behind socketcall", x86, 102, 1n, "allow"],
    ["another call", x86_64, 0, 0n, "allow"],
    ["a call newer than all", x86_64, 9999, 0n, "allow"],
    ["a foreign architecture", aarch64, 56, 0n, "kill process"],
  ])("stops calls with their rule's number, and no others: %s", (_, arch, number, first, expected) => {
    expect(verdict(filter, arch, number, first)).toBe(expected);
  });

  it("is small, valid, and leaves speculation alone", () => {
    expect(problemsOf(filter.program)).toEqual([]);
    expect(filter.program.length).toBeLessThan(30);
    expect(filter.flags).toBe(4);
  });

  it("covers both ABIs of arm64, and takes names that only one of them has", () => {
    const { program, flags } = compileAudit(
      [
        { name: "open", id: 1 },
        { name: "openat", id: 2 },
      ],
      "arm64",
    );
    const calls = [
      [aarch64, 56],
      [arm, 5],
      [arm, 322],
      [aarch64, 5],
    ] as const;
    expect(calls.map(([arch, number]) => verdict({ program, flags }, arch, number))).toEqual([
      "trace 2",
      "trace 1",
      "trace 2",
      "allow",
    ]);
  });

  it("refuses a name that no architecture has", () => {
    expect(() => compileAudit([{ name: "opne", id: 1 }], "x86-64")).toThrow(
      expect.objectContaining({
        code: "SALLYPORT_USAGE",
        message: '"opne" must be the name of a system call',
      }),
    );
  });
});

describe("the filter of enforce", () => {
  it("denies, asks, and lets the rest pass; a denial wins", () => {
    const filter = compileEnforcement(
      {
        deny: [
          { name: "ptrace", errno: 1 },
          { name: "mount", errno: 13 },
        ],
        ask: ["openat", "mount"],
      },
      "x86-64",
    );
    expect([101, 165, 257, 0].map((number) => verdict(filter, x86_64, number))).toEqual([
      "errno 1 (EPERM)",
      "errno 13 (EACCES)",
      "notify",
      "allow",
    ]);
    expect([26, 21, 295].map((number) => verdict(filter, x86, number))).toEqual([
      "errno 1 (EPERM)",
      "errno 13 (EACCES)",
      "notify",
    ]);
    // SPEC_ALLOW, NEW_LISTENER and WAIT_KILLABLE_RECV
    expect(filter.flags).toBe(4 + 8 + 32);
  });

  it("needs no listener when it asks for nothing", () => {
    expect(compileEnforcement({ deny: [{ name: "ptrace", errno: 1 }], ask: [] }, "arm64").flags).toBe(4);
  });
});
