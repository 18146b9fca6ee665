import type { TestCase } from "./test-report.ts";

export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly notRun: number;
}

/** The counts of a list of cases. */
export function countCases(cases: readonly TestCase[]): Counts {
  const count = (outcome: TestCase["outcome"]) => cases.filter((each) => each.outcome === outcome).length;
  return { passed: count("passed"), failed: count("failed"), notRun: count("not run") };
}

/** `runsc 20240729 (systrap)` in `exec on runsc 20240729 (systrap) works`. Vitest puts `$label` in quotes. */
const componentName = /\bon '?([\w.-]+ [\w.~-]+ \([^)]*\))/;

/** Cases by the real component that the name says they ran on; undefined is the key of all others. */
export function groupByComponent(cases: readonly TestCase[]): Map<string | undefined, TestCase[]> {
  const groups = new Map<string | undefined, TestCase[]>();
  for (const each of cases) {
    const component = componentName.exec(each.name)?.[1];
    groups.set(component, [...(groups.get(component) ?? []), each]);
  }
  return groups;
}
