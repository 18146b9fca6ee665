import { fileURLToPath } from "node:url";
import { run } from "./run.ts";

const attw = fileURLToPath(new URL("../node_modules/.bin/attw", import.meta.url));

/** What "are the types wrong" has against a packed package that is for `import` only. */
export async function checkTypes(tarball: string, excluded: readonly string[]): Promise<string[]> {
  const exclusions = excluded.length === 0 ? [] : ["--exclude-entrypoints", ...excluded];
  const format = ["--format", "ascii", "--no-emoji", "--no-color"];
  try {
    await run(attw, [tarball, "--profile", "esm-only", ...format, ...exclusions]);
    return [];
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
}
