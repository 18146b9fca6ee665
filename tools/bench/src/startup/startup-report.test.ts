import { describe, expect, it } from "vitest";
import { startupReport } from "./startup-report.ts";

const bytes = new Map([
  ["packages/cli/src/node/main.ts", 100],
  ["packages/core/src/a.ts", 2000],
  ["packages/core/src/b.ts", 3000],
  ["packages/core/src/help.ts", 4000],
  ["node_modules/.pnpm/commander@1.0.0/node_modules/commander/index.js", 5000],
]);

const run = (factor: number) => ({
  begun: 20,
  ended: 50,
  modules: {
    "packages/core/src/a.ts": factor,
    "packages/core/src/b.ts": 2 * factor,
    "node_modules/.pnpm/commander@1.0.0/node_modules/commander/index.js": 4 * factor,
  },
});

describe("the report on the start", () => {
  const lines = startupReport(bytes, [run(1), run(2), run(3)]);
  const cellsOf = (name: string) =>
    lines
      .find((line) => line.startsWith(`| ${name} `))
      ?.split("|")
      .slice(2, 4)
      .map((cell) => cell.trim());

  it.each([
    ["Node, and compiling what every start needs", ["20.0 ms", ""]],
    ["evaluating the modules that exec loads", ["14.0 ms", "10.1 KB"]],
    ["all the rest of exec, and compiling what it loads", ["16.0 ms", ""]],
    ["modules that exec does not load", ["", "4.00 KB"]],
    ["packages/core", ["6.00 ms", "5.00 KB"]],
    ["commander", ["8.00 ms", "5.00 KB"]],
    ["commander/index.js", ["8.00 ms", "5.00 KB"]],
    ["packages/core/src/b.ts", ["4.00 ms", "3.00 KB"]],
    ["packages/core/src/help.ts", ["–", "4.00 KB"]],
  ])("has %s as %j", (name, cells) => {
    expect(cellsOf(name)).toEqual(cells);
  });
});
