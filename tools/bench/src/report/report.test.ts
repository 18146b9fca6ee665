import { describe, expect, it } from "vitest";
import { summarize } from "../statistics.ts";
import { formatReport, type Report } from "./report.ts";

const report: Report = {
  command: "pnpm bench",
  date: "2030-01-02",
  machine: ["2 cores"],
  versions: ["sallyport 1.2.3"],
  missing: [{ name: "crun", reason: "not installed" }],
  rows: [
    {
      title: "exec",
      remark: "it is fast.",
      quantity: "time",
      bars: { executable: { kind: "ratio", most: 0.5 }, node: { kind: "ratio", most: 1 } },
      summaries: {
        executable: summarize([9e6, 10e6, 11e6]),
        node: summarize([50e6, 50e6, 50e6]),
        runsc: summarize([40e6, 40e6, 40e6]),
      },
    },
  ],
};

describe("the report", () => {
  const text = formatReport(report).join("\n");

  it("describes the machine, what was measured, and what was not", () => {
    expect(text).toContain("- 2 cores\n- sallyport 1.2.3\n- measured on 2030-01-02\n- crun: not installed\n");
  });

  it("has medians with their ratios, how many there were, and the bars", () => {
    const [row] = text.split("\n").filter((line) => line.startsWith("| exec"));
    expect(row?.split(/ *\| */).slice(1, -1)).toEqual([
      "exec",
      "10.0 ms (0.25)",
      "50.0 ms (1.25)",
      "40.0 ms",
      "3",
      "≤ 0.50 ×: met; sallyport on Node ≤ 1.00 ×: not met",
    ]);
  });

  it("has what is to be said about a row", () => {
    expect(text).toContain("\nAbout exec: it is fast.\n");
  });

  it("has the quartiles", () => {
    expect(text).toContain("| exec | 9.50–10.5 ms |");
  });

  it("has no column for what was not measured", () => {
    expect(text).not.toContain("| crun");
  });
});
