import { describe, expect, it } from "vitest";
import { parseAnyBase, parseDecimal } from "./go-integers.ts";

const shared: [string, bigint | string][] = [
  ["0", 0n],
  ["-0", 0n],
  ["+5", 5n],
  ["9223372036854775807", 9223372036854775807n],
  ["9223372036854775808", "value out of range"],
  ["-9223372036854775808", -9223372036854775808n],
  ["-9223372036854775809", "value out of range"],
  ["1".repeat(100_000), "value out of range"],
  ["", "invalid syntax"],
  ["-", "invalid syntax"],
  ["+-1", "invalid syntax"],
  [" 1", "invalid syntax"],
  ["1\n", "invalid syntax"],
  ["1.0", "invalid syntax"],
  ["1e3", "invalid syntax"],
  ["\u0663", "invalid syntax"],
];

describe("parseDecimal", () => {
  it.each<[string, bigint | string]>([
    ...shared,
    ["007", 7n],
    ["08", 8n],
    [`${"0".repeat(200)}7`, 7n],
    ["0x10", "invalid syntax"],
    ["1_0", "invalid syntax"],
  ])("reads %.30s", (text, expected) => {
    expect(parseDecimal(text)).toBe(expected);
  });
});

describe("parseAnyBase", () => {
  it.each<[string, bigint | string]>([
    ...shared,
    ["0x1F", 31n],
    ["-0X1f", -31n],
    ["0o17", 15n],
    ["0O17", 15n],
    ["017", 15n],
    ["00", 0n],
    ["0b101", 5n],
    ["0B1", 1n],
    ["1_000", 1000n],
    ["0_7", 7n],
    ["0x_1f", 31n],
    ["0x7fffffffffffffff", 9223372036854775807n],
    ["0x8000000000000000", "value out of range"],
    [`0b${"1".repeat(64)}`, "value out of range"],
    ["08", "invalid syntax"],
    ["0x", "invalid syntax"],
    ["0xg", "invalid syntax"],
    ["0b2", "invalid syntax"],
    ["_1", "invalid syntax"],
    ["1_", "invalid syntax"],
    ["1__0", "invalid syntax"],
  ])("reads %.30s", (text, expected) => {
    expect(parseAnyBase(text)).toBe(expected);
  });
});
