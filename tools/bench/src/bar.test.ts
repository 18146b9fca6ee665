import { describe, expect, it } from "vitest";
import { type Bar, judge } from "./bar.ts";

const ratio: Bar = { kind: "ratio", most: 0.45 };
const size: Bar = { kind: "value", most: 64_000 };

describe("a bar", () => {
  it.each<[Bar, number | undefined, number | undefined, string]>([
    [ratio, 45, 100, "≤ 0.45 ×: met"],
    [ratio, 46, 100, "≤ 0.45 ×: not met"],
    [ratio, 46, undefined, "≤ 0.45 ×: not measured"],
    [ratio, undefined, 100, "≤ 0.45 ×: not measured"],
    [size, undefined, 100, "≤ 64.0 KB: not measured"],
    [size, 64_000, 1, "≤ 64.0 KB: met"],
    [size, 64_001, undefined, "≤ 64.0 KB: not met"],
  ])("of %j judges %d against %s: %s", (bar, median, reference, verdict) => {
    expect(judge(bar, { median, reference, quantity: "size" })).toBe(verdict);
  });
});
