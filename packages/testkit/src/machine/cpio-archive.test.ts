import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createScratchFolder } from "../sandboxes/scratch-folder.ts";
import { cpioArchive } from "./cpio-archive.ts";

describe("an archive for the kernel", () => {
  it("has folders, files and links with their modes, folders first, and an end", async () => {
    await using scratch = createScratchFolder();
    mkdirSync(join(scratch.path, "bin"), { mode: 0o755 });
    writeFileSync(join(scratch.path, "bin/sh"), "program", { mode: 0o700 });
    symlinkSync("bin/sh", join(scratch.path, "init"));
    expect(entriesOf(cpioArchive(scratch.path))).toEqual([
      ["bin", "40755", ""],
      ["bin/sh", "100700", "program"],
      ["init", "120777", "bin/sh"],
      ["TRAILER!!!", "0", ""],
    ]);
  });
});

/** As the kernel reads it: usr/gen_init_cpio.c and init/initramfs.c have the layout. */
function entriesOf(archive: Buffer): [name: string, mode: string, content: string][] {
  const entries: [string, string, string][] = [];
  for (let offset = 0; offset < archive.length;) {
    const field = (index: number): number =>
      Number.parseInt(archive.toString("latin1", offset + 6 + 8 * index, offset + 14 + 8 * index), 16);
    expect(archive.toString("latin1", offset, offset + 6)).toBe("070701");
    const [mode, size, nameSize] = [field(1), field(6), field(11)];
    const content = (offset + 110 + nameSize + 3) & ~3;
    const name = archive.toString("latin1", offset + 110, offset + 110 + nameSize - 1);
    entries.push([name, mode.toString(8), archive.toString("latin1", content, content + size)]);
    offset = (content + size + 3) & ~3;
  }
  return entries;
}
