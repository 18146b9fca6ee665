import { existsSync } from "node:fs";
import { relative } from "node:path";
import { fileURLToPath } from "node:url";
import { bundleCli } from "./bundle-cli.ts";

const workspace = fileURLToPath(new URL("../../../", import.meta.url));
const entry = `${workspace}packages/cli/src/node/main.ts`;
const output = `${workspace}packages/cli/dist/sallyport.mjs`;

if (existsSync(entry)) {
  await bundleCli(entry, output);
  console.log(`bundle: ${relative(workspace, output)}`);
} else {
  console.error(`bundle: ${relative(workspace, entry)} is not there`);
  process.exitCode = 1;
}
