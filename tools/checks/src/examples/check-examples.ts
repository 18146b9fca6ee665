import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { listFiles } from "../list-files.ts";
import type { Report } from "../report.ts";
import { run } from "../run.ts";
import { completeExample } from "./complete-example.ts";
import { docstringExamples, type Example, markdownExamples } from "./extract-examples.ts";
import { hasExample, type PublicSymbol, publicSymbols } from "./public-symbols.ts";

interface PlacedExample extends Example {
  readonly path: string;
}

const library = "packages/sallyport";

/** Every symbol of the library has an example in its docstring, and every example there and in its documentation compiles. */
export async function checkExamples(workspace: string): Promise<Report> {
  const symbols = publicSymbols(readFileSync(join(workspace, library, "src/index.ts"), "utf8"));
  const sources = symbolSources(workspace);
  const examples = documentationFiles(workspace, sources).flatMap((path) => {
    const text = readFileSync(join(workspace, path), "utf8");
    const found = path.endsWith(".md") ? markdownExamples(text) : docstringExamples(text);
    return found.map((example) => ({ ...example, path }));
  });
  const problems = [
    ...symbols.flatMap((symbol) => withoutExample(workspace, sources, symbol)),
    ...(await compile(workspace, examples, new Set(symbols.map(({ name }) => name)))),
  ];
  return { problems, summary: `examples: ${examples.length} compiled, ${problems.length} problems` };
}

/** Files that may declare what the library exports. */
function symbolSources(workspace: string): string[] {
  const folders = ["sallyport", "core", "transport"].map((name) => join(workspace, "packages", name, "src"));
  return folders
    .flatMap(listFiles)
    .filter((path) => /(?<!\.test)\.ts$/.test(path))
    .map((path) => relative(workspace, path));
}

function documentationFiles(workspace: string, sources: readonly string[]): string[] {
  const docs = listFiles(join(workspace, "docs/library")).map((path) => relative(workspace, path));
  return ["README.md", `${library}/README.md`, "packages/transport-mock/README.md", ...docs, ...sources];
}

function withoutExample(
  workspace: string,
  sources: readonly string[],
  { name, from }: PublicSymbol,
): string[] {
  const folder = from.startsWith("@sallyport/") ? `packages/${from.slice("@sallyport/".length)}` : library;
  for (const path of sources.filter((each) => each.startsWith(`${folder}/`))) {
    const found = hasExample(readFileSync(join(workspace, path), "utf8"), name);
    if (found === true) return [];
    if (found === false) return [`${path}: ${name} has no example`];
  }
  return [`${folder}: ${name} is declared nowhere`];
}

/** The compiler's complaints, at the places where the examples stand. */
async function compile(
  workspace: string,
  examples: readonly PlacedExample[],
  exported: ReadonlySet<string>,
): Promise<string[]> {
  // Inside of a package, so that its dependencies are found.
  const folder = join(workspace, "tools/checks/build/examples");
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const [index, { code }] of examples.entries()) {
    writeFileSync(join(folder, `${index}.ts`), completeExample(code, exported));
  }
  const compilerOptions = {
    composite: false,
    noEmit: true,
    types: ["node"],
    allowImportingTsExtensions: true,
  };
  // Names are imported for an example without looking at whether they are types.
  const unchecked = {
    verbatimModuleSyntax: false,
    noUnusedLocals: false,
    noUnusedParameters: false,
    rewriteRelativeImportExtensions: false,
  };
  const project = {
    extends: "../../../../tsconfig.base.json",
    compilerOptions: { ...compilerOptions, ...unchecked, declaration: false, declarationMap: false },
  };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(project));
  try {
    await run(join(workspace, "node_modules/.bin/tsc"), ["-p", folder, "--pretty", "false"], folder);
    return [];
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    return text.split("\n").map((line) => placed(line, examples));
  }
}

function placed(line: string, examples: readonly PlacedExample[]): string {
  return line.replace(/^(\d+)\.ts\((\d+),\d+\)/, (whole, index: string, number: string) => {
    const example = examples[Number(index)];
    // The first line of the module is not the example's.
    return example === undefined ? whole : `${example.path}:${example.line + Number(number) - 2}`;
  });
}
