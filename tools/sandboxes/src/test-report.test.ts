import { describe, expect, it } from "vitest";
import { readTestReport } from "./test-report.ts";

function report(status: string, ...cases: [string, string][]): string {
  const assertionResults = cases.map(([fullName, outcome]) => ({ fullName, status: outcome }));
  return JSON.stringify({ testResults: [{ name: "/a.test.ts", status, assertionResults }] });
}

describe("a report of tests", () => {
  it.each([
    ["passed", "passed"],
    ["failed", "failed"],
    ["pending", "not run"],
    ["skipped", "not run"],
    ["todo", "not run"],
  ])("has a case that is %s as %s", (status, outcome) => {
    expect(readTestReport(report(status, ["exec works", status]))[0]).toEqual({
      name: "exec works",
      outcome,
    });
  });

  it("has a file that could not be loaded as a failed case", () => {
    expect(readTestReport(report("failed"))).toEqual([{ name: "/a.test.ts", outcome: "failed" }]);
  });

  it("has a set-up that failed as a failed case beside those that were not run", () => {
    expect(readTestReport(report("failed", ["a", "skipped"])).map(({ outcome }) => outcome)).toEqual([
      "not run",
      "failed",
    ]);
  });

  it("counts a failed case once", () => {
    expect(readTestReport(report("failed", ["a", "passed"], ["b", "failed"]))).toHaveLength(2);
  });
});
