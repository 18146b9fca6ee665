import { execFileSync, spawn } from "node:child_process";
import { chmodSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { createScratchFolder, runCommand, tryCommand } from "@sallyport/testkit";
import { afterAll, beforeAll, describe, expect, inject, it, vi } from "vitest";
import { readElf } from "../../../packages/helper/test/elf.ts";
import { buildSallyport } from "../src/build-sallyport.ts";
import { targetOf } from "../src/target.ts";

const quickjs = inject("quickjs");
const mebibyte = 1024 * 1024;
const nobody = 65_534;

describe.skipIf(quickjs === undefined)("the static executable", () => {
  const scratch = createScratchFolder();
  const output = join(scratch.path, "bin/sallyport");
  const build = (path: string, objects?: string) =>
    buildSallyport({
      output: path,
      target: targetOf(),
      quickjs: quickjs ?? "",
      ...(objects === undefined ? {} : { objects }),
    });
  beforeAll(() => build(output), 300_000);
  afterAll(() => scratch.dispose());

  it("runs, and says the same as the program on Node", async () => {
    const { stdout } = await runCommand(output, ["version"]);
    expect(stdout).toMatch(/^sallyport version \d+\.\d+\.\d+\nspec: 1\.2\.0\n$/);
    const { status, stderr } = await tryCommand(output, ["--root", scratch.path, "exec", "web", "true"]);
    expect({ status, stderr: stderr.split("\n")[0] }).toEqual({
      status: 128,
      stderr: `loading sandbox: container "web" in ${scratch.path}: file does not exist`,
    });
  });

  it("has at most 3 MiB, no symbols, no interpreter, and no writable or executable surprise", () => {
    const elf = readElf(output);
    const symbolTable = 2;
    const bindNow = 30;
    expect(statSync(output).size).toBeLessThan(3 * mebibyte);
    expect(elf.sectionTypes).not.toContain(symbolTable);
    expect(elf.dynamicTags).toContain(bindNow);
    const segments = elf.segments.map(({ type, flags }) => `${type} ${flags}`);
    expect(segments).toContain("GNU_STACK rw");
    expect(segments).toContain("GNU_RELRO r");
    expect(segments.filter((segment) => /^(INTERP|.* rwx|.* wx)/.test(segment))).toEqual([]);
  });

  it("is the same, byte for byte, when everything is built again", async () => {
    const again = join(scratch.path, "elsewhere/sallyport");
    await build(again, join(scratch.path, "objects"));
    expect(readFileSync(again).equals(readFileSync(output))).toBe(true);
  }, 300_000);

  it("can be looked into by nobody else, even before it has read what it is given", async () => {
    const fifo = join(scratch.path, "process.json");
    execFileSync("mkfifo", ["-m", "666", fifo]);
    chmodSync(scratch.path, 0o755);
    const child = spawn(output, ["exec", "--process", fifo, "web"], { uid: nobody, gid: nobody });
    const owner = () => statSync(`/proc/${child.pid}/environ`).uid;
    // What is not dumpable belongs to root in /proc: proc(5).
    await vi.waitFor(() => expect(owner()).toBe(0), { timeout: 5000 });
    child.kill("SIGKILL");
  });
});
