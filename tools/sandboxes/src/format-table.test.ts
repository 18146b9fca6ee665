import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatTable } from "./format-table.ts";

describe("a table", () => {
  it("aligns words to the left and figures to the right", () => {
    expect(
      formatTable([
        ["what", "passed"],
        ["runsc", "7"],
      ]),
    ).toEqual(["what   passed", "runsc       7"]);
  });

  it.each<[string, string[][], string[]]>([
    ["no rows", [], []],
    ["rows of different lengths", [["a"], ["b", "1"]], ["a", "b  1"]],
    ["an empty cell", [["a", "", "1"]], ["a    1"]],
  ])("can have %s", (_, rows, lines) => {
    expect(formatTable(rows)).toEqual(lines);
  });

  it("has a line for each row, with all of its cells", () => {
    const cell = fc.stringMatching(/^[a-z0-9]{1,8}$/);
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 1, maxLength: 5 })), (rows) => {
        const lines = formatTable(rows);
        expect(lines.map((line) => line.split(/ +/).filter((word) => word !== ""))).toEqual(rows);
      }),
    );
  });
});
