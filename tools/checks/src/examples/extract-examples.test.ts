import { describe, expect, it } from "vitest";
import { docstringExamples, markdownExamples } from "./extract-examples.ts";

describe("the examples of a Markdown file", () => {
  it("are its blocks of TypeScript, with their lines", () => {
    const text = "# title\n\n```ts\none();\n```\n\n```sh\nls\n```\n\n```ts\ntwo();\nthree();\n```\n";
    expect(markdownExamples(text)).toEqual([
      { line: 4, code: "one();\n" },
      { line: 12, code: "two();\nthree();\n" },
    ]);
  });
});

describe("the examples of a docstring", () => {
  it("end at the next tag and at the end of the docstring", () => {
    const text = [
      "/**",
      " * Words.",
      " *",
      " * @example",
      " * one();",
      " *",
      " *   two();",
      " * @throws nothing",
      " */",
      "export interface A {",
      "  /**",
      "   * @example",
      "   * three();",
      "   */",
      "  a(): void;",
      "}",
    ].join("\n");
    expect(docstringExamples(text)).toEqual([
      { line: 5, code: "one();\n\n  two();\n" },
      { line: 13, code: "three();\n" },
    ]);
  });
});
