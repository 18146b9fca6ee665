import type { MissingComponent } from "@sallyport/testkit";
import { countCases, groupByComponent } from "./component-counts.ts";
import { formatTable } from "./format-table.ts";
import { missingLines } from "./missing-components.ts";
import type { TestCase } from "./test-report.ts";

export interface Verification {
  readonly unit: readonly TestCase[];
  readonly e2e: readonly TestCase[];
  /** Labels of the components that were there to be tested. */
  readonly runsc: readonly string[];
  readonly missing: readonly MissingComponent[];
  readonly problems: readonly string[];
  /** A missing component is a failure. */
  readonly strict: boolean;
}

/** What to print, ending with `N passed, N failed`, and the exit status. */
export function verificationResult(verification: Verification): { lines: string[]; status: number } {
  const { unit, e2e, runsc, missing, strict } = verification;
  const groups = groupByComponent(e2e);
  const untested = runsc.filter((label) => !groups.has(label));
  const total = countCases([...unit, ...e2e]);
  const problems = [
    ...verification.problems,
    ...untested.map((label) => `no case ran on ${label}`),
    ...(total.notRun > 0 ? [`${total.notRun} cases were not run`] : []),
  ];
  const labels = [...new Set([...runsc, ...groups.keys()])].filter((label) => label !== undefined);
  const rows = [
    ...labels
      .toSorted((left, right) => right.localeCompare(left))
      .map((label) => row(label, groups.get(label) ?? [])),
    ...(groups.has(undefined) ? [row("end to end, no sandbox", groups.get(undefined) ?? [])] : []),
    row("unit tests", unit),
  ];
  const failed = total.failed > 0 || problems.length > 0 || (strict && missing.length > 0);
  return {
    lines: [
      "",
      ...formatTable([["what ran", "passed", "failed", "not run"], ...rows]),
      "",
      ...missingLines(missing),
      ...problems.map((problem) => `PROBLEM: ${problem}`),
      `${total.passed} passed, ${total.failed} failed`,
    ],
    status: failed ? 1 : 0,
  };
}

function row(label: string, cases: readonly TestCase[]): string[] {
  const { passed, failed, notRun } = countCases(cases);
  return [label, String(passed), String(failed), String(notRun)];
}
