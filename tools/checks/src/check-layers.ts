import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { checkImport } from "./check-import.ts";
import { ruleOf } from "./layer-rules.ts";
import { listFiles } from "./list-files.ts";
import type { Report } from "./report.ts";
import { scanImports } from "./scan-imports.ts";

/** Compares what the packages import with what they may. Tests are free, for nothing imports them. */
export function checkLayers(workspace: string): Report {
  const packages = readdirSync(join(workspace, "packages"));
  const results = packages.map((name) => checkPackage(workspace, name));
  const files = results.reduce((sum, result) => sum + result.files, 0);
  const problems = results.flatMap((result) => result.problems);
  return {
    problems,
    summary: `layers: ${packages.length} packages, ${files} files, ${problems.length} problems`,
  };
}

function checkPackage(workspace: string, name: string): { files: number; problems: string[] } {
  const folder = join(workspace, "packages", name);
  const rule = ruleOf(name);
  if (rule === undefined) {
    return { files: 0, problems: [`packages/${name}: no rule in tools/checks/src/layer-rules.ts`] };
  }
  const dependencies = readDependencies(join(folder, "package.json"));
  const files = listFiles(join(folder, "src")).filter((path) => /(?<!\.test)\.ts$/.test(path));
  const problems = files.flatMap((path) => {
    const file = { path: relative(folder, path).split(sep).join("/"), package: name, rule, dependencies };
    return scanImports(readFileSync(path, "utf8")).flatMap((found) => {
      const problem = checkImport(file, found);
      return problem === undefined ? [] : [`packages/${name}/${file.path}:${found.line}: ${problem}`];
    });
  });
  return { files: files.length, problems };
}

function readDependencies(path: string): Set<string> {
  const manifest: Record<string, Record<string, string> | undefined> = JSON.parse(readFileSync(path, "utf8"));
  return new Set(Object.keys({ ...manifest["dependencies"], ...manifest["peerDependencies"] }));
}
