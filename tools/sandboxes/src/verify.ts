import { existsSync, readFileSync } from "node:fs";
import { installRuntimes, isCi, type MissingComponent, type Runsc, withExecutable } from "@sallyport/testkit";
import { buildStatic } from "./build-static.ts";
import { reportPath, runE2e } from "./run-e2e.ts";
import { readTestReport, type TestCase } from "./test-report.ts";
import { type Verification, verificationResult } from "./verification-result.ts";

/**
 * Runs the tests against real runtimes and adds the unit tests that ran before. The last line is
 * `N passed, N failed`; the status is 0 only when everything ran and passed, or could not run outside of CI.
 */
export async function verify(): Promise<number> {
  const { runsc, missing: missingRuntimes } = await setUp();
  const withoutExecutable = await buildStatic();
  const missing = [...missingRuntimes, ...withoutExecutable];
  const canRun = runsc.length > 0 && (missing.length === 0 || !isCi());
  const hasExecutable = withoutExecutable.length === 0;
  const e2e = canRun
    ? await runE2e(hasExecutable ? ["node", "static"] : ["node"])
    : { cases: [], problems: [] };
  const unit = readUnitReport();
  const verification: Verification = {
    unit: unit ?? [],
    e2e: e2e.cases,
    runsc: canRun
      ? runsc.flatMap(({ label }) => (hasExecutable ? [label, withExecutable(label)] : [label]))
      : [],
    missing,
    problems: [
      ...(unit === undefined ? ["no report of the unit tests: run `pnpm test`"] : []),
      ...e2e.problems,
    ],
    strict: isCi(),
  };
  const { lines, status } = verificationResult(verification);
  for (const line of lines) console.log(line);
  return status;
}

/** Where not even busybox can be had, no real runtime can run. */
async function setUp(): Promise<{ runsc: readonly Runsc[]; missing: readonly MissingComponent[] }> {
  try {
    return await installRuntimes({ progress: (line) => console.log(line) });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { runsc: [], missing: [{ label: "every real runtime", reason }] };
  }
}

function readUnitReport(): TestCase[] | undefined {
  const path = reportPath("unit");
  return existsSync(path) ? readTestReport(readFileSync(path, "utf8")) : undefined;
}
