import { statSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readElf } from "./elf.ts";
import { supervisor } from "./plan-rig.ts";
import { executable } from "./rig.ts";

describe.each([
  ["waiter", executable, 16],
  ["supervisor", supervisor, 32],
])("the %s's executable", (_, path, kibibytes) => {
  const elf = readElf(path);

  it("is small", () => {
    expect(statSync(path).size).toBeLessThan(kibibytes * 1024);
  });

  it("needs no interpreter, and nothing of it is both writable and executable", () => {
    expect(elf.segments.map(({ type, flags }) => `${type} ${flags}`).toSorted()).toEqual([
      "DYNAMIC rw",
      "GNU_STACK rw",
      "LOAD rw",
      "LOAD rx",
    ]);
  });

  it.each([
    ["library", [1]],
    ["relocation", [7, 17, 23, 36]],
    ["writable text", [22]],
  ])("needs no %s", (_what, tags) => {
    expect(elf.dynamicTags).toContain(5);
    expect(elf.dynamicTags.filter((tag) => tags.includes(tag))).toEqual([]);
  });

  it("has no symbol table left", () => {
    const symbols = 2;
    expect(elf.sectionTypes.length).toBeGreaterThan(0);
    expect(elf.sectionTypes).not.toContain(symbols);
  });
});
