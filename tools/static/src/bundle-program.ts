import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const workspace = fileURLToPath(new URL("../../../", import.meta.url));
const shim = (name: string) => fileURLToPath(new URL(`../src/shims/${name}.ts`, import.meta.url));

/** For commander, which is made for Node, and in place of what costs more than it does here. */
const shims = {
  "node:child_process": shim("absent"),
  "node:events": shim("events"),
  "node:fs": shim("absent"),
  "node:path": shim("path"),
  "node:process": shim("process"),
  tsyringe: shim("tsyringe"),
};

/** In front of every module, whichever comes first. Remove when QuickJS has explicit resource management. */
const ponyfills = ["dispose", "asyncDispose"]
  .map((name) => `Symbol.${name}??=Symbol.for("Symbol.${name}");`)
  .join("");

const first = "main.js";

/**
 * Puts a program and everything it imports into ES modules for QuickJS: `main.js`, and others for what is imported
 * only when it is needed.
 * @param folder for the modules
 * @returns their file names, `main.js` first
 */
export async function bundleProgram(entry: string, folder: string): Promise<string[]> {
  const { metafile } = await build({
    entryPoints: { main: entry },
    absWorkingDir: workspace,
    outdir: folder,
    metafile: true,
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "neutral",
    target: "es2023",
    minify: true,
    charset: "utf8",
    legalComments: "none",
    conditions: ["@sallyport/source", "module"],
    mainFields: ["es2015", "module", "main"],
    alias: shims,
    banner: { js: ponyfills },
    logLevel: "warning",
  });
  const names = Object.keys(metafile.outputs).map((path) => basename(path));
  return [first, ...names.filter((name) => name !== first).toSorted()];
}
