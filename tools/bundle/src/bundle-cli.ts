import { chmod, mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type OutputChunk, type Plugin, rolldown } from "rolldown";
import { programGroups } from "./program-groups.ts";

export { programGroups } from "./program-groups.ts";

/** Gives the source of a module in place of what its file has. */
export type BundlePlugin = Pick<Plugin, "name" | "load">;

/** The program's own file. */
export const programFile = "sallyport.mjs";
/** The folder beside it with what it imports. */
export const chunkFolder = "chunks";

/** For every start; the program's own file, which knows where it lies, stays apart. */
const start = {
  name: "start",
  test: /\/cli\/src\/main\.ts$|\/host\/src\/node\/create-node-host\.ts$/,
  priority: 2,
};

/** Puts a program and everything it imports into ESM files in `folder`, of which `sallyport.mjs` is executable. */
export async function bundleCli(
  entry: string,
  folder: string,
  plugins: readonly BundlePlugin[] = [],
): Promise<void> {
  const chunks = await generateBundle(entry, plugins);
  await rm(join(folder, chunkFolder), { recursive: true, force: true });
  await mkdir(join(folder, chunkFolder), { recursive: true });
  for (const { fileName, code } of chunks) await writeFile(join(folder, fileName), code);
  await chmod(join(folder, programFile), 0o755);
}

/**
 * A program with everything it imports as ESM that Node 20 runs; what is imported only when it is needed is in files of
 * its own. The names in it are kept, so that a stack trace can be read. Native code stays outside: it is found at run
 * time.
 */
export async function generateBundle(
  entry: string,
  plugins: readonly BundlePlugin[] = [],
): Promise<readonly OutputChunk[]> {
  const bundle = await rolldown({
    input: { sallyport: entry },
    platform: "node",
    resolve: {
      conditionNames: ["@sallyport/source", "import", "node", "default"],
      mainFields: ["module", "main"],
    },
    transform: { target: "node20" },
    plugins: [...plugins],
    // The group of exec is imported as a whole.
    checks: { ineffectiveDynamicImport: false },
  });
  const { output } = await bundle.generate({
    format: "esm",
    comments: { legal: true, annotation: false, jsdoc: false },
    entryFileNames: programFile,
    chunkFileNames: `${chunkFolder}/[name]-[hash].mjs`,
    banner: ({ isEntry }) => (isEntry ? "#!/usr/bin/env node" : ""),
    codeSplitting: { groups: [start, ...programGroups] },
  });
  return output.filter((file) => file.type === "chunk");
}
