import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createScratchFolder, runCommand } from "@sallyport/testkit";
import { afterAll, describe, expect, inject, it } from "vitest";
import { buildExecutable } from "../src/build-executable.ts";
import { targetOf } from "../src/target.ts";

const quickjs = inject("quickjs");
const entry = fileURLToPath(new URL("confined-program.ts", import.meta.url));

describe.skipIf(quickjs === undefined)("a program in an executable", () => {
  const scratch = createScratchFolder();
  afterAll(() => scratch.dispose());

  it("runs no code from the current folder or the environment, and compiles no text", async () => {
    const output = join(scratch.path, "confined");
    await buildExecutable({ entry, output, target: targetOf(), quickjs: quickjs ?? "" });
    writeFileSync(join(scratch.path, "evil.js"), "export const evil = true;");
    const { stdout } = await runCommand(output, [], {
      workingDirectory: scratch.path,
      environment: { NODE_OPTIONS: "--require ./evil.js", QJS_MODULE_PATH: scratch.path },
    });
    expect(JSON.parse(stdout)).toEqual({
      import: "no function filename for import()",
      importModule: "module 'evil.js' is not in this executable",
      eval: "eval is not supported",
      function: "eval is not supported",
      globals: "",
    });
  }, 300_000);
});
