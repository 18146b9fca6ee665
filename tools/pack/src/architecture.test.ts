import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { architectureOf } from "./architecture.ts";

function elf(machine: number, kind = 2): Uint8Array {
  const file = new Uint8Array(64);
  file.set([0x7f, 0x45, 0x4c, 0x46, kind, 1]);
  file[18] = machine;
  return file;
}

describe("the architecture of a file", () => {
  it.each<[string, Uint8Array, string | undefined]>([
    ["an x86-64 program", elf(62), "x64"],
    ["an aarch64 program", elf(183), "arm64"],
    ["a RISC-V program", elf(243), undefined],
    ["a 32-bit program", elf(62, 1), undefined],
    ["half a header", elf(62).subarray(0, 19), undefined],
    ["a script", new TextEncoder().encode("#!/bin/sh\nexec something else\n"), undefined],
    ["nothing", new Uint8Array(), undefined],
  ])("of %s is known", (_, file, architecture) => {
    expect(architectureOf(file)).toBe(architecture);
  });

  it("of Node is that of this process", () => {
    expect(architectureOf(readFileSync(process.execPath))).toBe(process.arch);
  });
});
