import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { createScratchFolder, workspaceFolder } from "@sallyport/testkit";
import type { Options } from "./options.ts";
import { progress } from "./progress.ts";
import { describeMachine } from "./report/machine.ts";
import { formatReport, type MeasuredRow } from "./report/report.ts";
import { type Row, rows } from "./rows.ts";
import { createRunner, type Runner } from "./runner.ts";
import { measureSeries } from "./series.ts";
import { startBenchSandbox } from "./start-bench-sandbox.ts";
import { summarize } from "./statistics.ts";
import { startPeer } from "./subjects/peer-subject.ts";
import { runscSubject } from "./subjects/runsc-subject.ts";
import { sallyportSubjects } from "./subjects/sallyport-subjects.ts";
import { isMissing, isSubject, type Subject } from "./subjects/subject.ts";

/** Milliseconds for a row: all of them take less than five minutes. */
const rowPatience = 20_000;

/** Measures the rows that are asked for, prints the report, and writes it. */
export async function bench({ rounds, only, output }: Options): Promise<void> {
  const machine = describeMachine();
  await using scratch = createScratchFolder();
  const runner = await createRunner(scratch.path);
  await using sandbox = await startBenchSandbox();
  await using runc = await startPeer("runc", sandbox.bundle, scratch.path);
  await using crun = await startPeer("crun", sandbox.bundle, scratch.path);
  const found = [...(await sallyportSubjects(sandbox)), runscSubject(sandbox), runc.subject, crun.subject];
  const subjects = found.filter(isSubject);
  const measured: MeasuredRow[] = [];
  for (const row of rows.filter(({ name }) => only.length === 0 || only.includes(name))) {
    progress(row.title);
    measured.push(await measureRow(row, rounds, subjects, runner));
  }
  const text = formatReport({
    command: "pnpm bench",
    date: new Date().toISOString().slice(0, 10),
    machine,
    versions: subjects.map(({ label }) => label),
    missing: found.filter(isMissing),
    rows: measured,
  })
    .map((line) => `${line}\n`)
    .join("");
  process.stdout.write(text);
  const file = output ?? (only.length === 0 ? join(workspaceFolder(), "docs/benchmarks.md") : undefined);
  if (file === undefined) return;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

async function measureRow(
  row: Row,
  rounds: number,
  subjects: readonly Subject[],
  runner: Runner,
): Promise<MeasuredRow> {
  const samples = await measureSeries(subjects, {
    rounds: Math.min(rounds, row.mostRounds),
    warmUp: row.warmUp,
    patience: rowPatience,
    now: () => performance.now(),
    sample: (subject) => row.sample(subject, runner),
  });
  const summaries = [...samples].map(([{ name }, values]) => [name, summarize(values)] as const);
  return { ...row, summaries: Object.fromEntries(summaries) };
}
