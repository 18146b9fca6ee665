import { mkdtempSync, rmSync, statSync } from "node:fs";
import { arch, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { runCommand } from "@sallyport/testkit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findCrossCompiler } from "./cross-compiler.ts";
import { readElf } from "./elf.ts";
import { supervisor } from "./plan-rig.ts";
import { executable } from "./rig.ts";

const native = fileURLToPath(new URL("../native", import.meta.url));
const crossBuild = mkdtempSync(join(tmpdir(), "sallyport-arm64-"));
const machine = arch() === "arm64" ? 183 : 62;

/** Where nothing is installed yet, the compiler is fetched. */
const patience = 600_000;

beforeAll(async () => {
  const { cc, strip } = await findCrossCompiler();
  await runCommand("make", ["--silent", "-C", native, `build=${crossBuild}`, `CC=${cc}`, `STRIP=${strip}`]);
}, patience);
afterAll(() => rmSync(crossBuild, { recursive: true }));

describe.each([
  ["waiter of this machine", executable, machine, 16],
  ["supervisor of this machine", supervisor, machine, 32],
  ["waiter of arm64", join(crossBuild, "sallyport-waiter"), 183, 16],
  ["supervisor of arm64", join(crossBuild, "sallyport-supervisor"), 183, 32],
])("the %s", (_, path, expectedMachine, kibibytes) => {
  it("is small, and for its machine", () => {
    expect(statSync(path).size).toBeLessThan(kibibytes * 1024);
    expect(readElf(path).machine).toBe(expectedMachine);
  });

  it("needs no interpreter, and nothing of it is both writable and executable", () => {
    const { segments } = readElf(path);
    expect(segments.map(({ type, flags }) => `${type} ${flags}`).toSorted()).toEqual([
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
    const { dynamicTags } = readElf(path);
    expect(dynamicTags).toContain(5);
    expect(dynamicTags.filter((tag) => tags.includes(tag))).toEqual([]);
  });

  it("has no symbol table left", () => {
    const { sectionTypes } = readElf(path);
    const symbols = 2;
    expect(sectionTypes.length).toBeGreaterThan(0);
    expect(sectionTypes).not.toContain(symbols);
  });
});
