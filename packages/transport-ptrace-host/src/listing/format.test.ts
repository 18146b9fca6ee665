import { describe, expect, it } from "vitest";
import { formatCpuTime, formatStart, formatTerminal } from "./format.ts";

describe("a process in a list", () => {
  it.each([
    [0, "?"],
    [0x8800, "pts/0"],
    [0x8803, "pts/3"],
    [0x8900, "pts/256"],
    [0x108800, "pts/256"],
    [0x0401, "4:1"],
  ])("with terminal %i has %s", (device, shown) => {
    expect(formatTerminal(device)).toBe(shown);
  });

  it.each([
    ["2026-11-25T03:04:59Z", "03:04"],
    ["2026-11-24T13:00:00Z", "13:00"],
    ["2026-11-04T13:00:00Z", "Nov04"],
  ])("that was started at %s shows %s", (start, shown) => {
    expect(formatStart(Date.parse(start), Date.parse("2026-11-25T12:00:00Z"))).toBe(shown);
  });

  it.each([
    [0, "0ms"],
    [20, "20ms"],
    [1500, "1.5s"],
    [60_000, "1m0s"],
    [3_723_040, "1h2m3.04s"],
  ])("that used %i ms shows %s", (milliseconds, shown) => {
    expect(formatCpuTime(milliseconds)).toBe(shown);
  });
});
