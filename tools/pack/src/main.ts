import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { isSallyportError } from "@sallyport/core";
import { packCli } from "./pack-cli.ts";

try {
  const { output } = parseArgs({ options: { output: { type: "string", default: "dist" } } }).values;
  const { cli, platform, hasExecutable } = await packCli(resolve(output));
  console.log(`${cli}\n${platform}`);
  if (!hasExecutable) console.error("tarballs: without the executable, which `pnpm build:static` makes");
} catch (error) {
  console.error(`tarballs: ${error instanceof Error ? error.message : String(error)}`);
  if (isSallyportError(error) && error.hint !== undefined) console.error(error.hint);
  process.exitCode = 1;
}
