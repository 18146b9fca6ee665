import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { restoreDevNull, workspaceFolder } from "@sallyport/testkit";
import { openSandbox } from "sallyport";
import type { Options } from "../options.ts";
import { progress } from "../progress.ts";
import { describeMachine } from "../report/machine.ts";
import { formatReport, type MeasuredRow } from "../report/report.ts";
import { measureSeries } from "../series.ts";
import { startBenchSandbox } from "../start-bench-sandbox.ts";
import { summarize } from "../statistics.ts";
import { type LibraryRow, libraryRows } from "./library-rows.ts";
import { librarySide, type Side, spawningSide } from "./side.ts";

/** Milliseconds for a row. */
const rowPatience = 60_000;

/** Measures the library beside spawning runsc from the same Node, prints the report, and writes it. */
export async function benchLibrary({ rounds, output }: Pick<Options, "rounds" | "output">): Promise<void> {
  const machine = describeMachine();
  await using sandbox = await startBenchSandbox();
  await using box = await openSandbox(sandbox.id, { root: sandbox.root });
  const sides = [librarySide(sandbox, box), spawningSide(sandbox)];
  const rows: MeasuredRow[] = [];
  for (const row of libraryRows) {
    progress(row.title);
    rows.push(await measureRow(row, rounds, sides));
  }
  restoreDevNull();
  const lines = formatReport({
    command: "pnpm bench --library",
    date: new Date().toISOString().slice(0, 10),
    machine,
    versions: sides.map(({ label }) => label),
    missing: [],
    rows,
  });
  const text = lines.map((line) => `${line}\n`).join("");
  process.stdout.write(text);
  const file = output ?? join(workspaceFolder(), "docs/benchmarks-library.md");
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

async function measureRow(row: LibraryRow, rounds: number, sides: readonly Side[]): Promise<MeasuredRow> {
  const samples = await measureSeries(sides, {
    rounds: Math.min(rounds, row.mostRounds),
    warmUp: 1,
    patience: rowPatience,
    now: () => performance.now(),
    async sample(side) {
      const begun = performance.now();
      await row.work(side);
      return (performance.now() - begun) * 1e6;
    },
  });
  const summaries = [...samples].map(([{ name }, values]) => [name, summarize(values)] as const);
  return {
    title: row.title,
    quantity: "time",
    bars: { library: row.bar },
    summaries: Object.fromEntries(summaries),
  };
}
