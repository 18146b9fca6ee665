import { printable } from "@sallyport/core";
import type { CaseResult, ConformanceReport } from "./run-conformance.ts";

/** A report as TAP 14 (https://testanything.org), piece by piece. */
export const tap = {
  start: (cases: number): string => `TAP version 14\n1..${cases}\n`,
  /** A line for a case, and what went wrong as YAML. */
  result({ id, title, outcome, reason = "" }: CaseResult, number: number): string {
    const line = `${number} - ${id}: ${title}`;
    if (outcome === "passed") return `ok ${line}\n`;
    if (outcome === "skipped") return `ok ${line} # SKIP ${printable(reason)}\n`;
    return `not ok ${line}\n  ---\n  message: ${JSON.stringify(reason)}\n  ...\n`;
  },
  end: ({ transport, passed, failed, skipped }: ConformanceReport): string =>
    `# transport ${transport}: ${passed} passed, ${failed} failed, ${skipped} do not apply\n`,
} as const;
