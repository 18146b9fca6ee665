export interface ScannedImport {
  readonly specifier: string;
  /** Nothing of it is left in the compiled JavaScript. */
  readonly typesOnly: boolean;
  /** 1 is the first line. */
  readonly line: number;
}

const statement =
  /^(?:import|export)\b[ \t]*(?<type>type\b)?(?<names>(?:[\w$*\s,]|\{[^}]*\})*?)(?:\bfrom\s*|(?<=^import[ \t]*))["'](?<specifier>[^"'\n]+)["']/gm;

const call = /\b(?:import|require)\(\s*["'](?<specifier>[^"'\n]+)["']/g;

/**
 * The modules that formatted TypeScript names: statements that begin a line, and `import()` and `require()` with a
 * literal. Lines of comments are passed over. A scanner and not a parser: TypeScript 7 has no parser to call.
 */
export function scanImports(source: string): ScannedImport[] {
  const text = source.replace(/^[ \t]*(?:\/\/|\/?\*).*$/gm, "");
  const found: ScannedImport[] = [];
  const add = (match: RegExpMatchArray, typesOnly: boolean) => {
    const line = text.slice(0, match.index).split("\n").length;
    found.push({ specifier: match.groups?.["specifier"] ?? "", typesOnly, line });
  };
  for (const match of text.matchAll(statement)) add(match, namesTypesOnly(match));
  for (const match of text.matchAll(call)) add(match, false);
  return found.toSorted((left, right) => left.line - right.line);
}

function namesTypesOnly(match: RegExpMatchArray): boolean {
  if (match.groups?.["type"] !== undefined) return true;
  const braces = /^\s*\{([^}]*)\}\s*$/.exec(match.groups?.["names"] ?? "")?.[1];
  const names = braces?.split(",").filter((name) => name.trim() !== "") ?? [];
  return names.length > 0 && names.every((name) => /^\s*type\s/.test(name));
}
