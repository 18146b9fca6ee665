import { rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { isSallyportError } from "@sallyport/core";
import { workspaceFolder } from "@sallyport/testkit";
import { buildSallyport } from "./build-sallyport.ts";
import { installQuickJs } from "./install-quickjs.ts";
import { targetOf } from "./target.ts";

const { values } = parseArgs({
  options: { target: { type: "string" }, output: { type: "string" } },
});

try {
  const output = values.output ?? join(workspaceFolder(), "packages/cli/dist/sallyport");
  // One that does not fit the sources any more would be taken for the one that could not be built.
  for (const path of [output, `${output}.license`]) rmSync(path, { force: true });
  const target = targetOf(values.target);
  const quickjs = await installQuickJs((line) => console.log(`static: ${line}`));
  await buildSallyport({ output, target, quickjs });
  console.log(`static: ${output}, ${statSync(output).size} bytes`);
} catch (error) {
  if (!isSallyportError(error)) throw error;
  console.error(`static: ${error.message}`);
  if (error.hint !== undefined) console.error(`static: ${error.hint}`);
  console.error("static: no executable was built; the program for Node works without it");
  process.exitCode = 1;
}
