import { readFileSync } from "node:fs";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hasEnded, parseProcessStat } from "./process-stat.ts";

const rest = "1 2 3 34816 5 4194304 0 0 0 0 11 12 0 0 20 0 1 0 987654 0 0";

describe("the stat file of a process", () => {
  it("is read as the kernel writes it of this process", () => {
    const stat = parseProcessStat(readFileSync("/proc/self/stat", "utf8"));
    expect(stat).toMatchObject({ parent: process.ppid, state: "R" });
    expect(stat?.startTime).toBeGreaterThan(0);
  });

  it.each(["sh", "a b", ") Z 1 (", "((", ""])("is read whatever the program %j is called", (name) => {
    expect(parseProcessStat(`7 (${name}) S ${rest}\n`)).toEqual({
      name,
      state: "S",
      parent: 1,
      terminal: 34816,
      foregroundGroup: 5,
      userTime: 11,
      systemTime: 12,
      startTime: 987654,
    });
  });

  it.each(["", "7 (sh) S 1", `7 (sh) SS ${rest}`, `7 (sh) S x ${rest}`])("is none: %j", (text) => {
    expect(parseProcessStat(text)).toBeUndefined();
  });

  it("is never half read", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const stat = parseProcessStat(text);
        expect(stat === undefined || Number.isInteger(stat.startTime)).toBe(true);
      }),
    );
  });

  it.each([
    ["R", false],
    ["S", false],
    ["T", false],
    ["t", false],
    ["Z", true],
    ["X", true],
  ])("in state %s tells whether it has ended: %s", (state, ended) => {
    const stat = parseProcessStat(`7 (sh) ${state} ${rest}`);
    expect(stat && hasEnded(stat)).toBe(ended);
  });
});
