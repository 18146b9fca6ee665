import { describe, expect, it } from "vitest";
import { allFlags, type FlagTable } from "./flag-table.ts";
import { formatUsage } from "./format-usage.ts";
import { execFlags } from "./tables/exec-flags.ts";
import { globalFlags } from "./tables/global-flags.ts";
import { killFlags } from "./tables/kill-flags.ts";
import { listFlags } from "./tables/list-flags.ts";
import { noFlags } from "./tables/no-flags.ts";
import { psFlags } from "./tables/ps-flags.ts";
import { waitFlags } from "./tables/wait-flags.ts";

const tables: FlagTable[] = [
  execFlags({ splitLists: false }),
  globalFlags,
  killFlags,
  listFlags,
  noFlags,
  psFlags,
  waitFlags,
];

describe("formatUsage", () => {
  it("has one line per flag, in alphabetical order", () => {
    expect(formatUsage(killFlags)).toEqual([
      "  -a, --all       signal every process of the container",
      "      --pgid PID  process group to signal",
      "      --pid PID   process to signal, in place of the container's first",
    ]);
  });

  it("shows letters and aliases beside the name", () => {
    expect(formatUsage(execFlags({ splitLists: false })).join("\n")).toContain(
      "  -w, --cwd, --workdir PATH  ",
    );
  });

  it("says something about every flag of every table", () => {
    for (const table of tables) {
      const lines = formatUsage(table);
      expect(lines).toHaveLength(allFlags(table).length);
      for (const line of lines) expect(line).toMatch(/^ {2}(-\w, | {4})--\S+.* {2}\S.*[^. ]$/);
    }
  });
});
