import { cpSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createScratchFolder, runCommand, type ScratchFolder, workspaceFolder } from "@sallyport/testkit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Outside, publish } from "./support/publish.ts";

const guide = readFileSync(join(workspaceFolder(), "docs/writing-a-transport.md"), "utf8");
/** What a reader is told to type. */
const commands = [...guide.matchAll(/^```sh\n(.*?)^```$/gms)].map(([, lines = ""]) => lines);

let scratch: ScratchFolder;
let outside: Outside | undefined;

beforeAll(async () => {
  scratch = createScratchFolder();
  outside = await publish(["transport"], scratch.path);
  await run("npm install --global @sallyport/cli", scratch.path);
}, 300_000);

afterAll(async () => {
  await outside?.[Symbol.asyncDispose]();
  await scratch.dispose();
});

/** The lines run outside of the workspace. */
async function run(lines: string, folder: string): Promise<string> {
  if (outside === undefined) throw new Error("nothing is published before the first case");
  return await outside.run(lines, folder);
}

function emptyFolder(name: string): string {
  const folder = join(scratch.path, name);
  mkdirSync(folder);
  return folder;
}

describe("the guide to writing a transport", () => {
  it("leads from an empty folder to a transport that keeps to its contract", async () => {
    const printed = await run(commands.join("\n"), emptyFolder("an empty folder"));
    const [summary = ""] = /^# transport hut: .*$/m.exec(guide) ?? [];
    expect(summary).toMatch(/ [1-9]\d* passed, 0 failed, /);
    expect(printed).toContain(`\n${summary}\n`);
    expect(printed).toMatch(/^here +\d+ +running/m);
    expect(printed).toMatch(/^Linux$/m);
    expect(printed).toMatch(/^hello$/m);
  }, 300_000);
});

describe("examples/transport-local-shell", () => {
  it("needs the published packages and nothing else, and has their types", async () => {
    const folder = emptyFolder("example");
    cpSync(join(workspaceFolder(), "examples/transport-local-shell"), folder, { recursive: true });
    const printed = await run(
      "npm install\nsallyport --transport . exec --env GREETING=hello here sh -c 'echo $GREETING'",
      folder,
    );
    expect(printed).toMatch(/^hello$/m);
    const modules = join(workspaceFolder(), "node_modules");
    const options = ["--noEmit", "--allowJs", "--checkJs", "--strict", "--module", "nodenext"];
    const types = ["--types", "node", "--typeRoots", join(modules, "@types")];
    const compiler = join(modules, ".bin/tsc");
    await runCommand(compiler, [...options, ...types, "src/index.js"], { workingDirectory: folder });
  });
});
