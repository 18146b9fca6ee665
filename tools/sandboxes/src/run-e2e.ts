import { spawn } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { cacheFolder, workspaceFolder } from "@sallyport/testkit";
import { readTestReport, type TestCase } from "./test-report.ts";

export interface E2eResult {
  readonly cases: readonly TestCase[];
  /** What went wrong beside the cases. */
  readonly problems: readonly string[];
}

/** Where the scripts `test` and `test:e2e` have the JSON report written. */
export function reportPath(project: "unit" | "e2e"): string {
  return cacheFolder("reports", `${project}.json`);
}

/** Runs the tests of `test-e2e` on these hosts as `pnpm test:e2e` does, their output going where ours goes. */
export async function runE2e(hosts: readonly ("node" | "static")[]): Promise<E2eResult> {
  const report = reportPath("e2e");
  rmSync(report, { force: true });
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const projects = hosts.flatMap((host) => ["--project", `e2e-${host}`]);
  const status = await runVitest(["run", ...projects, ...reporters]);
  const cases = existsSync(report) ? readTestReport(readFileSync(report, "utf8")) : [];
  const explained = status === 0 || cases.some(({ outcome }) => outcome === "failed");
  return { cases, problems: explained ? [] : [`the e2e tests ended with status ${status}`] };
}

function runVitest(args: readonly string[]): Promise<number> {
  const vitest = join(workspaceFolder(), "node_modules/vitest/vitest.mjs");
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [vitest, ...args], {
      cwd: workspaceFolder(),
      stdio: ["ignore", "inherit", "inherit"],
    });
    child.on("error", reject);
    child.on("exit", (status) => resolve(status ?? -1));
  });
}
