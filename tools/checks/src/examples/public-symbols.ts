/** Where a symbol of an index file comes from: a file beside it, or a package. */
export interface PublicSymbol {
  readonly name: string;
  readonly from: string;
}

/** What an index file exports, whose statements all are `export { … } from "…"`. */
export function publicSymbols(index: string): PublicSymbol[] {
  return [...index.matchAll(/export (?:type )?\{([^}]*)\} from "([^"]+)"/g)].flatMap(
    ([, names = "", from = ""]) =>
      names
        .split(",")
        .map((name) => name.replace(/^\s*(?:type )?/, "").trim())
        .filter((name) => name !== "")
        .map((name) => ({ name, from })),
  );
}

/** Whether a TypeScript file declares the symbol, and whether with an example; undefined when it does not declare it. */
export function hasExample(text: string, name: string): boolean | undefined {
  const declaration = new RegExp(
    String.raw`^export (?:(?:declare|async|abstract) )*(?:interface|type|class|function|const) ${name}\b`,
    "m",
  );
  const found = declaration.exec(text);
  if (found === null) return undefined;
  const docstring = /\/\*\*(?:(?!\*\/).)*\*\/\s*$/s.exec(text.slice(0, found.index));
  return docstring !== null && docstring[0].includes("@example\n");
}
