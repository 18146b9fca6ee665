import { describe, expect, it } from "vitest";
import { markdownTable } from "./table.ts";

describe("a Markdown table", () => {
  it("is aligned", () => {
    expect(
      markdownTable(
        ["what", "n"],
        [
          ["exec of a program", "40"],
          ["size", ""],
        ],
      ),
    ).toEqual([
      "| what              |   n |",
      "| ----------------- | --: |",
      "| exec of a program |  40 |",
      "| size              |     |",
    ]);
  });
});
