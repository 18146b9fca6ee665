import { describe, expect, it } from "vitest";
import { quote } from "./quote.ts";

describe("quote", () => {
  it.each([
    ["", '""'],
    ["bob", '"bob"'],
    ['a"b\\c', '"a\\"b\\\\c"'],
    ["\u0007\b\f\n\r\t\v", '"\\a\\b\\f\\n\\r\\t\\v"'],
    ["\u0000\u001b\u007f", '"\\x00\\x1b\\x7f"'],
    ["grün 世界 🙂", '"grün 世界 🙂"'],
    ["\u00a0\u200b\u2028", '"\\u00a0\\u200b\\u2028"'],
    ["\u{e0001}", '"\\U000e0001"'],
  ])("prints %j as Go does", (text, quoted) => {
    expect(quote(text)).toBe(quoted);
  });
});
