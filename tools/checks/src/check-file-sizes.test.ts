import { describe, expect, it } from "vitest";
import { judgeFileSizes } from "./check-file-sizes.ts";

function judge(...lines: number[]) {
  return judgeFileSizes(lines.map((count, index) => ({ path: `${index}.ts`, lines: count })));
}

describe("the sizes of files", () => {
  it("are counted", () => {
    expect(judge(10, 60, 350).summary).toBe(
      "sizes: 3 files, lines per file: median 60, 90th percentile 350, largest 350",
    );
  });

  it.each<[string, number[], string[]]>([
    ["one is too large", [1, 1, 1, 1, 1, 1, 1, 1, 1, 351], ["9.ts: 351 lines, more than 350"]],
    ["half are too large", [61, 61, 61, 1], ["half of the files have 61 lines or more, not 60"]],
    [
      "too many are large",
      [1, 1, 1, 1, 1, 1, 1, 1, 201, 201],
      ["one file in ten has 201 lines or more, not 200"],
    ],
  ])("are wrong when %s", (_, lines, problems) => {
    expect(judge(...lines).problems).toEqual(problems);
  });

  it("are right at the limits", () => {
    expect(judge(1, 60, 60, 60, 200, 1, 1, 1, 1, 350).problems).toEqual([]);
  });

  it("say so when there are no files", () => {
    expect(judge().summary).toContain("0 files");
  });
});
