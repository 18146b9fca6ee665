import { describe, expect, it } from "vitest";
import { formatQuantity, formatRange, type Quantity } from "./quantity.ts";

describe("a quantity", () => {
  it.each<[number, Quantity, string]>([
    [12_345_678, "time", "12.3 ms"],
    [1_234_567, "time", "1.23 ms"],
    [2_500_000_000, "time", "2.50 s"],
    [999_000, "time", "999 µs"],
    [0, "time", "0.00 µs"],
    [11_300, "size", "11.3 KB"],
    [2_000_000, "size", "2.00 MB"],
    [123_456_789, "size", "123 MB"],
    [0, "size", "0.00 B"],
  ])("of %d (%s) is %s", (value, quantity, text) => {
    expect(formatQuantity(value, quantity)).toBe(text);
  });

  it("and another have one unit", () => {
    expect(formatRange(900_000, 1_100_000, "time")).toBe("0.90–1.10 ms");
  });
});
