import { describe, expect, it } from "vitest";
import type { TestCase } from "./test-report.ts";
import { type Verification, verificationResult } from "./verification-result.ts";

const new24 = "runsc 20240729 (systrap)";
const old22 = "runsc 20221219 (ptrace)";

function passed(name: string): TestCase {
  return { name, outcome: "passed" };
}

const good: Verification = {
  unit: [passed("environment keeps the last value"), passed("flags on any other line")],
  e2e: [
    passed(`exec on ${old22} works`),
    passed(`exec on ${new24} works`),
    passed(`kill on '${new24}' works`),
  ],
  runsc: [new24, old22],
  missing: [],
  problems: [],
  strict: false,
};

const missing = [{ label: old22, reason: "no network" }];

describe("the result of verify", () => {
  it("is a table by component, and the sum as its last line", () => {
    expect(verificationResult(good)).toEqual({
      lines: [
        "",
        "what ran                  passed  failed  not run",
        "runsc 20240729 (systrap)       2       0        0",
        "runsc 20221219 (ptrace)        1       0        0",
        "unit tests                     2       0        0",
        "",
        "5 passed, 0 failed",
      ],
      status: 0,
    });
  });

  it.each<[string, Partial<Verification>, string, string]>([
    [
      "a case has failed",
      { unit: [{ name: "a", outcome: "failed" }] },
      "unit tests                     0       1        0",
      "3 passed, 1 failed",
    ],
    [
      "a case was not run",
      { e2e: [...good.e2e, { name: "a", outcome: "not run" }] },
      "PROBLEM: 1 cases were not run",
      "5 passed, 0 failed",
    ],
    [
      "nothing ran on a component",
      { e2e: good.e2e.slice(0, 1) },
      `PROBLEM: no case ran on ${new24}`,
      "3 passed, 0 failed",
    ],
    ["something else went wrong", { problems: ["no report"] }, "PROBLEM: no report", "5 passed, 0 failed"],
    [
      "a component is missing in CI",
      { missing, strict: true },
      `  ${old22}: no network`,
      "5 passed, 0 failed",
    ],
  ])("is a failure when %s", (_, change, line, last) => {
    const { lines, status } = verificationResult({ ...good, ...change });
    expect(lines).toContain(line);
    expect(lines.at(-1)).toBe(last);
    expect(status).toBe(1);
  });

  it("names a missing component outside of CI as well, and is no failure then", () => {
    const { lines, status } = verificationResult({ ...good, missing });
    expect(lines).toContain("COULD NOT RUN HERE:");
    expect(lines).toContain(`  ${old22}: no network`);
    expect(status).toBe(0);
  });
});
