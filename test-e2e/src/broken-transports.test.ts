import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createScratchFolder, type ScratchFolder } from "@sallyport/testkit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { brokenTransports, packageFiles } from "./support/broken-transports.ts";
import { createNpm } from "./support/npm.ts";
import { sallyport, startProgram } from "./support/program.ts";

let scratch: ScratchFolder;
let configuration: string;

/** All of them packed and installed by npm, beside a configuration file. */
beforeAll(async () => {
  scratch = createScratchFolder();
  const npm = createNpm(scratch.path);
  const sources = brokenTransports.map((broken) => {
    const folder = join(scratch.path, broken.name);
    mkdirSync(folder);
    for (const [path, text] of Object.entries(packageFiles(broken))) writeFileSync(join(folder, path), text);
    return folder;
  });
  const packed = await npm.run(["pack", "--silent", ...sources], scratch.path);
  const tarballs = packed
    .trim()
    .split("\n")
    .map((name) => join(scratch.path, name));
  const folder = await npm.install("project", tarballs);
  const transports = Object.fromEntries(
    brokenTransports.flatMap(({ name, options }) => (options === undefined ? [] : [[name, { options }]])),
  );
  configuration = join(folder, "sallyport.json");
  writeFileSync(configuration, JSON.stringify({ transports }));
});

afterAll(() => scratch.dispose());

const run = (args: readonly string[]) =>
  startProgram([...sallyport, "--config", configuration, ...args]).ended;

describe("a transport that is broken", () => {
  it.concurrent.each(brokenTransports)(
    "is refused, and told what is wrong: $name",
    async ({ name, message }) => {
      const { status, stdout, stderr } = await run(["--transport", name, "exec", "web", "true"]);
      expect(stderr).toContain(message);
      expect(stderr).toContain(name);
      expect({ status, stdout }).toEqual({ status: 128, stdout: "" });
    },
  );

  it("has an error of its own", () => {
    expect(new Set(brokenTransports.map(({ message }) => message)).size).toBe(brokenTransports.length);
  });

  it("is listed where its package.json says too little", async () => {
    const { status, stdout, stderr } = await run(["transports"]);
    expect(stdout).toMatch(/^no-manifest +installed +cannot be used$/m);
    expect(stdout).toMatch(/^throwing +installed +1\.0\.0 +is throwing$/m);
    expect(stderr).toMatch(/^transport "too-new" cannot be used: .* is newer than 1\.0/m);
    expect(status).toBe(0);
  });
});
