import { execFileSync } from "node:child_process";
import { mkdirSync, symlinkSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { join } from "node:path";
import { createScratchFolder, runCommand } from "@sallyport/testkit";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { behaviours } from "../../../packages/host/src/behaviour/behaviours.ts";
import type { BehaviourResult } from "../../../packages/host/test/quickjs-behaviours.ts";
import { buildExecutable } from "../src/build-executable.ts";
import { targetOf } from "../src/target.ts";

const quickjs = inject("quickjs");
const entry = fileURLToPath(new URL("../../../packages/host/test/quickjs-behaviours.ts", import.meta.url));

describe.skipIf(quickjs === undefined)("QuickJS behaves as every host", () => {
  const scratch = createScratchFolder();
  let results: readonly BehaviourResult[] = [];
  afterAll(() => scratch.dispose());

  beforeAll(async () => {
    const output = join(scratch.path, "behaviours");
    await buildExecutable({ entry, output, target: targetOf(), quickjs: quickjs ?? "" });
    for (const [index, { symlinks = {}, fifos = [] }] of behaviours.entries()) {
      const directory = join(scratch.path, String(index));
      mkdirSync(directory);
      for (const [name, target] of Object.entries(symlinks)) symlinkSync(target, join(directory, name));
      for (const name of fifos) execFileSync("mkfifo", [join(directory, name)]);
    }
    const { stdout } = await runCommand(output, [scratch.path], { timeout: 60_000 });
    results = stdout.trimEnd().split("\n").map(parseResult);
  }, 300_000);

  it.each([...behaviours.entries()].map(([index, { name }]) => [name, index] as const))(
    "%s",
    (name, index) => {
      const result = results[index];
      expect(result).toEqual({ name, descriptors: [result?.descriptors[0], result?.descriptors[0]] });
    },
  );
});

function parseResult(line: string): BehaviourResult {
  return JSON.parse(line);
}
