import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { programGroups } from "@sallyport/tools-bundle";
import { rolldown } from "rolldown";

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

const groups = [
  { name: "version", test: /\/cli\/src\/version-text\.ts$/, priority: 3 },
  { name: "start", test: /\/cli\/src\/quickjs\/start-program\.ts$/, priority: 2 },
  ...programGroups,
];

const first = "main.js";

/** Names of files. */
export interface ModuleNames {
  /** `main.js` first. */
  readonly all: readonly string[];
  /** Those that no other imports, except by `import()`. */
  readonly apart: readonly string[];
}

/**
 * Puts a program and everything it imports into ES modules for QuickJS: `main.js`, and others for what is imported
 * only when it is needed.
 * @param folder for the modules
 */
export async function bundleProgram(entry: string, folder: string): Promise<ModuleNames> {
  const bundle = await rolldown({
    input: { main: entry },
    cwd: workspace,
    platform: "neutral",
    resolve: {
      conditionNames: ["@sallyport/source", "module", "import", "default"],
      mainFields: ["es2015", "module", "main"],
      alias: shims,
    },
    transform: { target: "es2023" },
    // The group of exec is imported as a whole.
    checks: { ineffectiveDynamicImport: false },
  });
  const { output } = await bundle.generate({
    format: "esm",
    minify: true,
    entryFileNames: "[name].js",
    chunkFileNames: "[name]-[hash].js",
    banner: ponyfills,
    codeSplitting: { groups },
  });
  const chunks = output.filter((file) => file.type === "chunk");
  for (const { fileName, code } of chunks) await writeFile(join(folder, fileName), withImportFunction(code));
  const names = chunks.map(({ fileName }) => fileName).toSorted();
  const imported = new Set(chunks.flatMap(({ imports }) => imports));
  return {
    all: [first, ...names.filter((name) => name !== first)],
    apart: names.filter((name) => name !== first && !imported.has(name)),
  };
}

/** `import()` looks for its module's name in debug information, which the bytecode goes without. */
function withImportFunction(code: string): string {
  return code.replaceAll(/\bimport\((?=["'`]\.\/)/g, "importModule(");
}
