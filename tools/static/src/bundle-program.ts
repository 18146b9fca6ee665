import { writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
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

/** Names of files. */
export interface ModuleNames {
  /** `main.js` first. */
  readonly all: readonly string[];
  /** Those that are imported only when they are needed. */
  readonly dynamic: readonly string[];
}

/**
 * Puts a program and everything it imports into ES modules for QuickJS: `main.js`, and others for what is imported
 * only when it is needed.
 * @param folder for the modules
 */
export async function bundleProgram(entry: string, folder: string): Promise<ModuleNames> {
  const { metafile, outputFiles } = await build({
    entryPoints: { main: entry },
    absWorkingDir: workspace,
    outdir: folder,
    write: false,
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
  const outputs = Object.entries(metafile.outputs).map(([path, output]) => ({
    name: basename(path),
    ...output,
  }));
  const dynamic = outputs.filter(({ name, entryPoint }) => entryPoint !== undefined && name !== first);
  const dynamicNames = dynamic.map(({ name }) => name).toSorted();
  for (const { path, text } of outputFiles) {
    await writeFile(join(folder, basename(path)), withImportFunction(text, dynamicNames));
  }
  const others = outputs.map(({ name }) => name).filter((name) => name !== first);
  return { all: [first, ...others.toSorted()], dynamic: dynamicNames };
}

/** `import()` looks for its module's name in debug information, which the bytecode goes without. */
function withImportFunction(text: string, modules: readonly string[]): string {
  return modules.reduce(
    (code, name) => code.replaceAll(`import("./${name}")`, `importModule("./${name}")`),
    text,
  );
}
