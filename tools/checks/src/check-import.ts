import { builtinModules } from "node:module";
import { isAbsolute, join, normalize } from "node:path/posix";
import { type LayerRule, matches } from "./layer-rules.ts";
import type { ScannedImport } from "./scan-imports.ts";

export interface ImportingFile {
  /** Path below the package's folder, with `/`. */
  readonly path: string;
  /** The package's folder name. */
  readonly package: string;
  readonly rule: LayerRule;
  /** Names in `dependencies` and `peerDependencies`. */
  readonly dependencies: ReadonlySet<string>;
}

const scope = "@sallyport/";

/** Why a file may not import this; undefined when it may. */
export function checkImport(file: ImportingFile, found: ScannedImport): string | undefined {
  const { specifier } = found;
  if (specifier.startsWith(".") || isAbsolute(specifier)) return checkRelative(file, specifier);
  if (isBuiltin(specifier)) {
    return isNodeCode(file, file.path) ? undefined : `${specifier} may be imported by Node code only`;
  }
  const name = packageName(specifier);
  const reason = specifier.startsWith(scope) ? checkOwn(file, found) : checkExternal(file, specifier);
  if (reason !== undefined) return reason;
  return file.dependencies.has(name) ? undefined : `${name} is not in the package's dependencies`;
}

function checkRelative(file: ImportingFile, specifier: string): string | undefined {
  const target = normalize(join(file.path, "..", specifier));
  if (target.startsWith("..") || isAbsolute(specifier)) return `${specifier} is outside of the package`;
  if (isNodeCode(file, target) && !isNodeCode(file, file.path)) {
    return `${specifier} is Node code, and this file is not`;
  }
  return undefined;
}

function checkOwn(file: ImportingFile, { specifier, typesOnly }: ScannedImport): string | undefined {
  const [name = "", subpath] = specifier.slice(scope.length).split("/");
  if (!file.rule.imports.some((pattern) => matches(pattern, name))) {
    return `${file.package} may not import ${name}`;
  }
  if (file.rule.typesOnly?.includes(name) === true && !typesOnly) {
    return `${file.package} may import types only from ${name}`;
  }
  if (subpath === "node" && !isNodeCode(file, file.path)) {
    return `${specifier} may be imported by Node code only`;
  }
  return undefined;
}

function checkExternal(file: ImportingFile, specifier: string): string | undefined {
  return file.rule.external?.includes(specifier) === true
    ? undefined
    : `${file.package} may not import ${specifier}`;
}

function isNodeCode(file: ImportingFile, path: string): boolean {
  const isWithin = (folder: string) => folder === "." || path.startsWith(`${folder}/`);
  return file.rule.node?.some(isWithin) === true && file.rule.portable?.some(isWithin) !== true;
}

function isBuiltin(specifier: string): boolean {
  return specifier.startsWith("node:") || builtinModules.includes(specifier);
}

function packageName(specifier: string): string {
  return specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
}
