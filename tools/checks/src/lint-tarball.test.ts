import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { lintTarball } from "./lint-tarball.ts";
import { run } from "./run.ts";

describe("the check of a packed package", () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "sallyport-lint-"));
  });

  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  async function pack(files: Readonly<Record<string, string>>): Promise<Uint8Array> {
    await mkdir(join(folder, "package"));
    const manifest = { name: "x", version: "1.0.0", type: "module", exports: "./index.js" };
    await writeFile(join(folder, "package/package.json"), JSON.stringify(manifest));
    for (const [name, text] of Object.entries(files)) await writeFile(join(folder, "package", name), text);
    await run("tar", ["-czf", "x.tgz", "package"], folder);
    return readFileSync(join(folder, "x.tgz"));
  }

  it("names an export that was not packed", async () => {
    const problems = await lintTarball(await pack({}));
    expect(problems.join()).toContain("./index.js but the file does not exist");
  });

  it("has nothing against one that is complete", async () => {
    expect(await lintTarball(await pack({ "index.js": "export const a = 1;\n" }))).toEqual([]);
  });
});
