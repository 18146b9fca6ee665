import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createScratchFolder } from "@sallyport/testkit";
import { describe, expect, it } from "vitest";
import { moduleIdentifier, writeContents } from "./write-contents.ts";

describe("the contents of an executable", () => {
  it.each([
    ["main.js", "qjsc_main"],
    ["exec-O7CR4CHK.js", "qjsc_exec_O7CR4CHK"],
  ])("names the bytecode of %s as qjsc does", (file, identifier) => {
    expect(moduleIdentifier(file)).toBe(identifier);
  });

  it("lists the modules in order, then the programs with their bytes", async () => {
    await using scratch = createScratchFolder();
    const path = join(scratch.path, "program");
    writeFileSync(path, Uint8Array.of(127, 0, 255));
    await writeContents(scratch.path, ["main.js", "a.js"], "bytecode.c", [{ name: "p", path }]);
    const text = readFileSync(join(scratch.path, "contents.c"), "utf8");
    expect(text).toContain("program_0[] = {127,0,255};");
    const tables = text.slice(text.indexOf("const struct"));
    expect(tables.match(/"[^"]*"|\{0\}/g)).toEqual(['"main.js"', '"a.js"', "{0}", '"p"', "{0}"]);
  });
});
