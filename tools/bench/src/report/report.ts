import { type Bar, judge } from "../bar.ts";
import { formatQuantity, formatRange, formatRatio, type Quantity } from "../quantity.ts";
import type { Summary } from "../statistics.ts";
import type { MissingSubject, SubjectName } from "../subjects/subject.ts";
import { markdownTable } from "./table.ts";

export interface MeasuredRow {
  readonly title: string;
  /** What explains the figures. */
  readonly remark?: string | undefined;
  readonly quantity: Quantity;
  readonly bars: Readonly<Partial<Record<SubjectName, Bar>>>;
  readonly summaries: Readonly<Partial<Record<SubjectName, Summary>>>;
}

export interface Report {
  /** What has written it. */
  readonly command: string;
  /** ISO 8601, without the time. */
  readonly date: string;
  readonly machine: readonly string[];
  /** Labels of what was measured. */
  readonly versions: readonly string[];
  readonly missing: readonly MissingSubject[];
  readonly rows: readonly MeasuredRow[];
}

const columns: readonly (readonly [SubjectName, string])[] = [
  ["executable", "sallyport"],
  ["node", "sallyport on Node"],
  ["library", "library"],
  ["runsc", "runsc"],
  ["runc", "runc"],
  ["crun", "crun"],
];

/** The report as Markdown, in lines. */
export function formatReport({ command, date, machine, versions, missing, rows }: Report): string[] {
  const shown = columns.filter(([name]) => rows.some(({ summaries }) => summaries[name] !== undefined));
  const title = (name: SubjectName) => columns.find(([each]) => each === name)?.[1] ?? name;
  const titles = shown.map(([, each]) => each);
  return [
    "# Benchmarks",
    "",
    `Written by \`${command}\`; [tools/bench](../tools/bench/README.md) says what is measured and how.`,
    "",
    ...[...machine, ...versions, `measured on ${date}`].map((line) => `- ${line}`),
    ...missing.map(({ name, reason }) => `- ${title(name)}: ${reason}`),
    "",
    "## Medians",
    "",
    "Behind each median stands its ratio to that of `runsc`.",
    "",
    ...markdownTable(
      ["what", ...titles, "n", "bar"],
      rows.map((row) => medians(row, shown)),
    ),
    ...rows.flatMap(({ title: row, remark }) =>
      remark === undefined ? [] : ["", `About ${row}: ${remark}`],
    ),
    "",
    "## Quartiles",
    "",
    ...markdownTable(
      ["what", ...titles],
      rows.map((row) => quartiles(row, shown)),
    ),
  ];
}

function medians({ title, quantity, bars, summaries }: MeasuredRow, shown: typeof columns): string[] {
  const reference = summaries.runsc?.median;
  const cells = shown.map(([name]) => {
    const median = summaries[name]?.median;
    if (median === undefined) return "–";
    const ratio = name === "runsc" || reference === undefined ? "" : ` (${formatRatio(median / reference)})`;
    return `${formatQuantity(median, quantity)}${ratio}`;
  });
  const counts = Object.values(summaries).map(({ count }) => count);
  const verdicts = columns.flatMap(([name, subject]) => {
    const bar = bars[name];
    if (bar === undefined) return [];
    const verdict = judge(bar, { median: summaries[name]?.median, reference, quantity });
    return [name === "executable" ? verdict : `${subject} ${verdict}`];
  });
  return [title, ...cells, String(Math.min(...counts)), verdicts.join("; ")];
}

function quartiles({ title, quantity, summaries }: MeasuredRow, shown: typeof columns): string[] {
  const cells = shown.map(([name]) => {
    const summary = summaries[name];
    return summary === undefined ? "–" : formatRange(summary.lowerQuartile, summary.upperQuartile, quantity);
  });
  return [title, ...cells];
}
