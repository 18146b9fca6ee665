import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { scanImports } from "./scan-imports.ts";

describe("the scanner of imports", () => {
  it.each<[string, string, string, boolean]>([
    ["names", 'import { a, b as c } from "x";', "x", false],
    ["a default and a namespace", 'import a, * as b from "@s/x/y";', "@s/x/y", false],
    ["nothing", 'import "x";', "x", false],
    ["an import of types", 'import type { A } from "x";', "x", true],
    ["names that are all types", 'import { type A, type B } from "x";', "x", true],
    ["names of which one is a type", 'import { type A, b } from "x";', "x", false],
    ["something called type", 'import { typed } from "x";', "x", false],
    ["several lines", 'import {\n  a,\n  // reason "y"\n  b,\n} from "x";', "x", false],
    ["an export", 'export { a, type B } from "./x.ts";', "./x.ts", false],
    ["an export of types", 'export { type A } from "./x.ts";', "./x.ts", true],
    ["an export of all", 'export * from "x";', "x", false],
    ["a call", 'const a = await import("x");', "x", false],
    ["a require", 'const a = require("node:fs");', "node:fs", false],
    ["single quotes", "import { a } from 'x';", "x", false],
  ])("finds %s", (_, source, specifier, typesOnly) => {
    expect(scanImports(source)).toEqual([{ specifier, typesOnly, line: 1 }]);
  });

  it.each([
    'export const a = "x";',
    'export { a };\nconst from = "x";',
    ' * import { a } from "x";',
    '// import { a } from "x";',
    '/* import("x") */',
    'const text = `from "x"`;',
    'export function a() {}\nfoo("x");',
  ])("finds nothing in %j", (source) => {
    expect(scanImports(source)).toEqual([]);
  });

  it("finds every statement of a file, with its line", () => {
    const name = fc.stringMatching(/^[a-z][a-z0-9]{0,6}$/);
    const specifier = fc.stringMatching(/^[@.a-z][a-z0-9./:-]{0,12}$/);
    const form = fc.constantFrom("import { N } from", "import type { N } from", "import", "export * from");
    const statement = fc.record({ name, specifier, form });
    const filler = fc.constantFrom("", "const a = 1;", "// import x from", '  "text";', "export {};");
    fc.assert(
      fc.property(fc.array(fc.tuple(statement, filler)), (parts) => {
        const source = parts.map(
          ([each, gap]) => `${each.form.replace("N", each.name)} "${each.specifier}";\n${gap}\n`,
        );
        const found = scanImports(source.join(""));
        expect(found.map((each) => [each.specifier, each.line])).toEqual(
          parts.map(([each], index) => [each.specifier, index * 2 + 1]),
        );
      }),
    );
  });
});
