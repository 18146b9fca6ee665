import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { bundleCli, chunkFolder, programFile } from "./bundle-cli.ts";

describe("the bundle of a program", () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "sallyport-bundle-"));
  });

  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  async function run(source: string): Promise<string> {
    writeFileSync(join(folder, "main.ts"), source);
    const output = join(folder, programFile);
    await bundleCli(join(folder, "main.ts"), folder);
    expect(statSync(output).mode & 0o777).toBe(0o755);
    return execFileSync(output, ["argument"], { encoding: "utf8" });
  }

  it("runs by itself", async () => {
    expect(await run("const name: string = process.argv[2] ?? ''; console.log(name);")).toBe("argument\n");
  });

  it("has what is imported only when it is needed in a file of its own, by the same name each time", async () => {
    writeFileSync(join(folder, "part.ts"), "export const part = 'loaded';");
    const source = 'console.log((await import("./part.ts")).part);';
    expect(await run(source)).toBe("loaded\n");
    const chunks = readdirSync(join(folder, chunkFolder));
    expect(chunks).toEqual([expect.stringMatching(/^part-.*\.mjs$/)]);
    expect(readFileSync(join(folder, programFile), "utf8")).not.toContain("loaded");
    await run(source);
    expect(readdirSync(join(folder, chunkFolder))).toEqual(chunks);
  });

  it("has CommonJS in it that requires modules of Node", async () => {
    const dependency = join(folder, "node_modules/old");
    mkdirSync(dependency, { recursive: true });
    writeFileSync(join(dependency, "index.js"), "exports.separator = require('path').sep;");
    expect(await run('import { separator } from "old"; console.log(separator);')).toBe("/\n");
  });

  it("lets the program have a require of its own", async () => {
    const source = [
      'import { createRequire } from "node:module";',
      "const require = createRequire(import.meta.url);",
      'console.log(require("node:path").sep);',
    ];
    expect(await run(source.join("\n"))).toBe("/\n");
  });

  it("prefers the source of this workspace's packages", async () => {
    const dependency = join(folder, "node_modules/own");
    mkdirSync(dependency, { recursive: true });
    const exports = { ".": { "@sallyport/source": "./source.ts", default: "./built.js" } };
    writeFileSync(join(dependency, "package.json"), JSON.stringify({ name: "own", exports }));
    writeFileSync(join(dependency, "source.ts"), "export const from: string = 'source';");
    writeFileSync(join(dependency, "built.js"), "export const from = 'built';");
    expect(await run('import { from } from "own"; console.log(from);')).toBe("source\n");
  });
});
