import { allFlags, type FlagDefinition, flagNames, type FlagTable } from "./flag-table.ts";

const widestColumn = 34;

/** One line per flag, in the alphabetical order of their full names. */
export function formatUsage(table: FlagTable): readonly string[] {
  const flags = allFlags(table).toSorted((a, b) => compare(a.name, b.name));
  const labels = flags.map(labelOf);
  const widest = Math.max(0, ...labels.map((label) => label.length).filter((width) => width <= widestColumn));
  return flags.map((flag, index) => `  ${(labels[index] ?? "").padEnd(widest)}  ${flag.usage}`);
}

function labelOf(definition: FlagDefinition): string {
  const short = definition.short === undefined ? "    " : `-${definition.short}, `;
  const long = flagNames(definition).filter((name) => name !== definition.short);
  const value = definition.type.kind === "boolean" ? "" : ` ${definition.type.valueName}`;
  return `${short}${long.map((name) => `--${name}`).join(", ")}${value}`;
}

function compare(a: string, b: string): number {
  const [foldedA, foldedB] = [a.toLowerCase(), b.toLowerCase()];
  if (foldedA === foldedB) return 0;
  return foldedA < foldedB ? -1 : 1;
}
