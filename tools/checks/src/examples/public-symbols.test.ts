import { describe, expect, it } from "vitest";
import { hasExample, publicSymbols } from "./public-symbols.ts";

describe("the symbols of an index file", () => {
  it("are told with where they come from", () => {
    const index = 'export { type A, b } from "./a.ts";\nexport {\n  type C,\n} from "@sallyport/core";\n';
    expect(publicSymbols(index)).toEqual([
      { name: "A", from: "./a.ts" },
      { name: "b", from: "./a.ts" },
      { name: "C", from: "@sallyport/core" },
    ]);
  });

  it.each<[string, string, boolean | undefined]>([
    ["with an example", "/**\n * A.\n * @example\n * a();\n */\nexport async function a() {}", true],
    ["without an example", "/** A. */\nexport type a = 1;", false],
    [
      "below another's example",
      "/**\n * @example\n * b();\n */\nconst b = 1;\n/** A. */\nexport const a = 1;",
      false,
    ],
    ["elsewhere", "export const ab = 1;", undefined],
  ])("are found %s", (_, text, expected) => {
    expect(hasExample(text, "a")).toBe(expected);
  });
});
