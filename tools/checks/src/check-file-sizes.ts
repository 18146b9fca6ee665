import { readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { listFiles } from "./list-files.ts";
import type { Report } from "./report.ts";

const limits = { median: 60, ninetieth: 200, largest: 350 };

/** Data, and text that others wrote, has the size it has. */
const excluded = /(^|\/)(fixtures|generated|vendor)\//;

/** Counts the lines of all TypeScript and C below `packages`, `tools` and `test-e2e`. */
export function checkFileSizes(workspace: string): Report {
  const sizes = ["packages", "tools", "test-e2e"]
    .flatMap((folder) => listFiles(join(workspace, folder)))
    .map((path) => relative(workspace, path))
    .filter((path) => /\.(ts|c|h)$/.test(path) && !excluded.test(path))
    .map((path) => ({ path, lines: countLines(readFileSync(join(workspace, path), "utf8")) }));
  return judgeFileSizes(sizes);
}

export function judgeFileSizes(sizes: readonly { path: string; lines: number }[]): Report {
  const sorted = sizes.map(({ lines }) => lines).toSorted((left, right) => left - right);
  const median = quantile(sorted, 0.5);
  const ninetieth = quantile(sorted, 0.9);
  const problems = sizes
    .filter(({ lines }) => lines > limits.largest)
    .map(({ path, lines }) => `${path}: ${lines} lines, more than ${limits.largest}`);
  if (median > limits.median)
    problems.push(`half of the files have ${median} lines or more, not ${limits.median}`);
  if (ninetieth > limits.ninetieth) {
    problems.push(`one file in ten has ${ninetieth} lines or more, not ${limits.ninetieth}`);
  }
  const figures = `median ${median}, 90th percentile ${ninetieth}, largest ${sorted.at(-1) ?? 0}`;
  return { problems, summary: `sizes: ${sizes.length} files, lines per file: ${figures}` };
}

/** The value below which the share `share` of the sorted values lies. */
function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
}

function countLines(text: string): number {
  return text === "" ? 0 : text.replace(/\n$/, "").split("\n").length;
}
