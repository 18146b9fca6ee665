import { formatQuantity } from "../quantity.ts";
import { markdownTable } from "../report/table.ts";
import { summarize } from "../statistics.ts";
import type { StartupCosts } from "./instrument.ts";

interface ModuleCost {
  readonly name: string;
  readonly bytes: number;
  /** Undefined: exec does not load it. */
  readonly milliseconds: number | undefined;
}

/** What exec loads and what it costs, by package and by module, and what it does not load. */
export function startupReport(bytes: ReadonlyMap<string, number>, runs: readonly StartupCosts[]): string[] {
  const modules = [...bytes].map(([name, length]) => ({
    name,
    bytes: length,
    milliseconds: costOf(name, runs),
  }));
  const loaded = modules.filter(({ milliseconds }) => milliseconds !== undefined);
  const lazy = modules.filter(({ milliseconds }) => milliseconds === undefined);
  const median = (value: (run: StartupCosts) => number) => summarize(runs.map(value)).median;
  const before = median(({ begun }) => begun);
  return [
    `Medians of ${runs.length} execs of /bin/true on Node ${process.versions.node}:`,
    "",
    ...markdownTable(
      ["what", "time", "size"],
      [
        ["Node, and compiling what every start needs", time(before), ""],
        ["evaluating the modules that exec loads", time(timeOf(loaded)), size(loaded)],
        [
          "all the rest of exec, and compiling what it loads",
          time(median(({ ended }) => ended) - before - timeOf(loaded)),
          "",
        ],
        ["modules that exec does not load", "", size(lazy)],
      ],
    ),
    "",
    ...section("package", byPackage(loaded)),
    ...section("module that exec loads", loaded),
    ...section("module that exec does not load", lazy),
  ];
}

function section(title: string, costs: readonly ModuleCost[]): string[] {
  const sorted = costs.toSorted(
    (left, right) => (right.milliseconds ?? 0) - (left.milliseconds ?? 0) || right.bytes - left.bytes,
  );
  const rows = sorted.map((cost) => [
    withoutStore(cost.name),
    cost.milliseconds === undefined ? "–" : time(cost.milliseconds),
    size([cost]),
  ]);
  return [...markdownTable([title, "time", "size"], rows), ""];
}

/** The entry, whose statements are the whole run, costs nothing of its own. */
function costOf(name: string, runs: readonly StartupCosts[]): number | undefined {
  const values = runs.flatMap(({ modules }) => modules[name] ?? []);
  if (values.length > 0) return summarize(values).median;
  return name.endsWith("cli/src/node/main.ts") ? 0 : undefined;
}

/** `commander/lib/help.js`, wherever the package manager keeps it. */
function withoutStore(name: string): string {
  return name.replace(/.*node_modules\//, "");
}

/** `packages/core`, or a dependency's own name. */
function byPackage(costs: readonly ModuleCost[]): ModuleCost[] {
  const sums = new Map<string, ModuleCost>();
  for (const { name, bytes, milliseconds = 0 } of costs) {
    const isOwn = !name.includes("node_modules/");
    const key = /^(?:packages\/|@[^/]+\/)?[^/]+/.exec(isOwn ? name : withoutStore(name))?.[0] ?? name;
    const sum = sums.get(key);
    const total = (sum?.milliseconds ?? 0) + milliseconds;
    sums.set(key, { name: key, bytes: (sum?.bytes ?? 0) + bytes, milliseconds: total });
  }
  return [...sums.values()];
}

function timeOf(costs: readonly ModuleCost[]): number {
  return costs.reduce((sum, { milliseconds = 0 }) => sum + milliseconds, 0);
}

function time(milliseconds: number): string {
  return formatQuantity(milliseconds * 1e6, "time");
}

function size(costs: readonly ModuleCost[]): string {
  return formatQuantity(
    costs.reduce((sum, { bytes }) => sum + bytes, 0),
    "size",
  );
}
