import { readFileSync } from "node:fs";

export interface Elf {
  /** 62: x86-64. 183: arm64. */
  readonly machine: number;
  readonly segments: readonly { readonly type: string; readonly flags: string }[];
  /** Tags of the dynamic section (elf(5)), without the one that ends it. */
  readonly dynamicTags: readonly number[];
  readonly sectionTypes: readonly number[];
}

const segmentTypes: Readonly<Record<number, string>> = {
  1: "LOAD",
  2: "DYNAMIC",
  3: "INTERP",
  0x6474_e551: "GNU_STACK",
  0x6474_e552: "GNU_RELRO",
};

/** What a 64-bit little-endian ELF file says of itself. */
export function readElf(path: string): Elf {
  const file = readFileSync(path);
  const offset64 = (at: number): number => Number(file.readBigUInt64LE(at));
  const table = (start: number, size: number, count: number): number[] =>
    Array.from({ length: count }, (_, index) => start + index * size);
  const segments = table(offset64(32), file.readUInt16LE(54), file.readUInt16LE(56));
  const sections = table(offset64(40), file.readUInt16LE(58), file.readUInt16LE(60));
  const dynamic = segments.find((at) => file.readUInt32LE(at) === 2);
  const entries = dynamic === undefined ? [] : table(offset64(dynamic + 8), 16, offset64(dynamic + 32) / 16);
  return {
    machine: file.readUInt16LE(18),
    segments: segments.map((at) => {
      const bits = file.readUInt32LE(at + 4);
      const flags = ["r", "w", "x"].filter((_, index) => (bits & (4 >> index)) !== 0).join("");
      return { type: segmentTypes[file.readUInt32LE(at)] ?? "other", flags };
    }),
    dynamicTags: entries.map((at) => offset64(at)).filter((tag) => tag !== 0),
    sectionTypes: sections.map((at) => file.readUInt32LE(at + 4)),
  };
}
