import type { Row } from "./rows.ts";

export function usageText(rows: readonly Row[]): string {
  const width = Math.max(...rows.map(({ name }) => name.length));
  return [
    "usage: pnpm bench [--rounds N] [--only ROW]... [--output FILE]",
    "       pnpm bench --startup [--rounds N]",
    "       pnpm bench --library [--rounds N] [--output FILE]",
    "       pnpm bench --soak N",
    "       pnpm bench --supervisor [--rounds N]",
    "       pnpm bench --exits N",
    "",
    "Measures sallyport on a real sandbox beside runsc, and beside runc and crun where they are installed.",
    "All rows together are written to docs/benchmarks.md. Needs root; takes a few minutes.",
    "",
    "  --rounds N     samples of each row that is quick to measure (40); the others have fewer",
    "  --only ROW     only this row; may be repeated",
    "  --output FILE  where the report is written, beside stdout",
    "  --startup      what each module of the program costs when it runs exec on Node",
    "  --library      the library beside spawning runsc; written to docs/benchmarks-library.md",
    "  --soak N       N execs by the library, 32 at once: what is lost, and what grows",
    "  --supervisor   what watching a command on the host's kernel costs, on each level",
    "  --exits N      N commands on each of these levels on a busy machine: whether all start and end rightly",
    "",
    "rows:",
    ...rows.map(({ name, title }) => `  ${name.padEnd(width)}  ${title}`),
  ].join("\n");
}
