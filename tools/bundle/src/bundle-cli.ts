import { chmod } from "node:fs/promises";
import { build, type BuildOptions } from "esbuild";

/** Puts a program and everything it imports into one executable ESM file. */
export async function bundleCli(entry: string, output: string): Promise<void> {
  await build(bundleOptions(entry, output));
  await chmod(output, 0o755);
}

/**
 * For a program with everything it imports in one ESM file that Node 20 runs. The names in it are kept, so that a
 * stack trace can be read. Native code stays outside: it is found at run time.
 */
export function bundleOptions(entry: string, output: string): BuildOptions {
  return {
    entryPoints: [entry],
    outfile: output,
    bundle: true,
    platform: "node",
    target: "node20",
    format: "esm",
    conditions: ["@sallyport/source"],
    mainFields: ["module", "main"],
    legalComments: "inline",
    banner: { js: banner },
    logLevel: "warning",
  };
}

/** commander is CommonJS and requires modules of Node, which has no `require` in an ES module. */
const banner = `#!/usr/bin/env node
import { createRequire as createRequireOfBundle } from "node:module";
const require = createRequireOfBundle(import.meta.url);`;
