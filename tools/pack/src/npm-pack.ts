import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** Packs folders with npm, which keeps the modes of all files; pnpm keeps those of programs in `bin` only. */
export async function npmPack(folders: readonly string[], output: string): Promise<readonly string[]> {
  const options = ["--silent", "--offline", "--ignore-scripts", "--pack-destination", output];
  const { stdout } = await run("npm", ["pack", ...options, ...folders], { cwd: output });
  return stdout
    .trim()
    .split("\n")
    .map((name) => join(output, name));
}
