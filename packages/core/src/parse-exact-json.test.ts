import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseExactJson } from "./parse-exact-json.ts";
import { thrownBy } from "../test/thrown-by.ts";

describe("exact JSON", () => {
  it.each([
    ["9007199254740991", 9007199254740991],
    ["9007199254740992", 9007199254740992n],
    ["18446744073709551615", 18446744073709551615n],
    ["-9223372036854775808", -9223372036854775808n],
    [
      '{"a":[1,18446744073709551615,"18446744073709551615"]}',
      { a: [1, 2n ** 64n - 1n, "18446744073709551615"] },
    ],
    ['"\\"18446744073709551615"', '"18446744073709551615'],
    ["0.12345678901234567890", Number("0.12345678901234567890")],
    ["12345678901234567890.5", Number("12345678901234567890.5")],
    ["12345678901234567890e3", Number("12345678901234567890e3")],
  ])("reads %s", (text, value) => {
    expect(parseExactJson(text)).toEqual(value);
  });

  it("reads any other text, and refuses it, as JSON.parse does", () => {
    const json = fc.jsonValue().map((value) => JSON.stringify(value));
    const broken = fc.string({ unit: fc.constantFrom(...'0123456789.eE+-"\\[]{}:,a \n'.split("")) });
    fc.assert(
      fc.property(fc.oneof(json, broken), (text) => {
        const expected = thrownBy(() => JSON.parse(text)) === undefined ? JSON.parse(text) : "refused";
        const found = thrownBy(() => parseExactJson(text)) === undefined ? parseExactJson(text) : "refused";
        expect(asNumbers(found)).toEqual(expected);
      }),
    );
  });
});

function asNumbers(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (_, each) => (typeof each === "bigint" ? Number(each) : each)));
}
