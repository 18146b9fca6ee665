import { existsSync } from "node:fs";
import { relative } from "node:path";
import { fileURLToPath } from "node:url";
import { bundleCli, programFile } from "./bundle-cli.ts";

const workspace = fileURLToPath(new URL("../../../", import.meta.url));
const entry = `${workspace}packages/cli/src/node/main.ts`;
const folder = `${workspace}packages/cli/dist`;

if (existsSync(entry)) {
  await bundleCli(entry, folder);
  console.log(`bundle: ${relative(workspace, folder)}/${programFile}`);
} else {
  console.error(`bundle: ${relative(workspace, entry)} is not there`);
  process.exitCode = 1;
}
