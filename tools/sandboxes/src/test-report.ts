export interface TestCase {
  /** Titles of the groups and of the test, joined by a blank. */
  readonly name: string;
  readonly outcome: "passed" | "failed" | "not run";
}

/** What is read of the report that Vitest's (and Jest's) JSON reporter writes. */
interface JsonReport {
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
  }[];
}

/** The cases of a report. A file that failed before or beside its cases is one failed case more. */
export function readTestReport(text: string): TestCase[] {
  const report: JsonReport = JSON.parse(text);
  return report.testResults.flatMap(({ name, status, assertionResults }) => {
    const cases = assertionResults.map((each) => ({ name: each.fullName, outcome: outcomeOf(each.status) }));
    const unexplained = status === "failed" && !cases.some(({ outcome }) => outcome === "failed");
    return unexplained ? [...cases, { name, outcome: "failed" as const }] : cases;
  });
}

function outcomeOf(status: string): TestCase["outcome"] {
  return status === "passed" || status === "failed" ? status : "not run";
}
