import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createJsonValueScanner } from "./json-value-scanner.ts";
import { maximumJsonDepth } from "./json-value-tracker.ts";

const encoder = new TextEncoder();

/** The absolute end of the first value when `bytes` comes in pieces cut at `cuts`. */
function scan(bytes: Uint8Array, cuts: readonly number[] = []) {
  const scanner = createJsonValueScanner();
  const bounds = [0, ...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length].toSorted((a, b) => a - b);
  for (const [index, start] of bounds.entries()) {
    const end = scanner.push(bytes.subarray(start, bounds[index + 1] ?? bytes.length));
    if (end !== undefined) return { end: start + end, outcome: scanner.finish() };
  }
  return { end: undefined, outcome: scanner.finish() };
}

describe("JSON value scanner", () => {
  it.each([
    ['{"success":true,"err":"","result":2}', 36, "complete"],
    ["{}{}", 2, "complete"],
    [' \n\t\r[1,[2,{"a":[]}]] x', 20, "complete"],
    [String.raw`"a\"}\\" "b"`, 8, "complete"],
    [String.raw`{"a\\":"}"}]`, 11, "complete"],
    ["12 ", 2, "complete"],
    ["12", undefined, "complete"],
    ["-1.5e+3,", 7, "complete"],
    ["null{", 4, "complete"],
    ["true]", 4, "complete"],
    ["", undefined, "empty"],
    [" \n", undefined, "empty"],
    ['{"a":[1', undefined, "truncated"],
    ['"a', undefined, "truncated"],
    ['"a\\', undefined, "truncated"],
    ["]", 1, "malformed"],
    [",1", 1, "malformed"],
    ["[}]", 2, "malformed"],
    ["{]", 2, "malformed"],
  ])("scans %j", (text, end, outcome) => {
    expect(scan(encoder.encode(text))).toEqual({ end, outcome });
  });

  it("takes nesting up to its limit and calls deeper nesting malformed", () => {
    const open = "[".repeat(maximumJsonDepth);
    const deepest = encoder.encode(open + "]".repeat(maximumJsonDepth));
    expect(scan(deepest)).toEqual({ end: deepest.length, outcome: "complete" });
    expect(scan(encoder.encode(`${open}[[`))).toEqual({ end: maximumJsonDepth + 1, outcome: "malformed" });
  });

  it("gives 0 for whatever comes after the end", () => {
    const scanner = createJsonValueScanner();
    expect(scanner.push(encoder.encode("{}"))).toBe(2);
    expect(scanner.push(encoder.encode("[1]"))).toBe(0);
    expect(scanner.push(new Uint8Array())).toBe(0);
  });

  it("gives 0 for the delimiter that ends a number at the start of a chunk", () => {
    const scanner = createJsonValueScanner();
    expect(scanner.push(encoder.encode("42"))).toBeUndefined();
    expect(scanner.push(encoder.encode("\n"))).toBe(0);
  });

  it("finds the end of any JSON value, however it is cut and whatever follows", () => {
    const parameters = [
      fc.json({ stringUnit: "binary" }),
      fc.string({ unit: "binary" }),
      fc.constantFrom("", " ", "\n\t", "\r\n  "),
      fc.array(fc.nat(10_000)),
    ] as const;
    fc.assert(
      fc.property(...parameters, (json, garbage, lead, cuts) => {
        // A number or literal has no end of its own.
        const delimiter = /^[[{"]/.test(json) ? "" : "\n";
        const bytes = encoder.encode(lead + json + delimiter + garbage);
        expect(scan(bytes, cuts)).toEqual({
          end: encoder.encode(lead + json).length,
          outcome: "complete",
        });
      }),
    );
  });

  it("finds no end in a value that is cut short, unless it is a number or literal", () => {
    fc.assert(
      fc.property(fc.json(), fc.nat(), (json, at) => {
        fc.pre(/^[[{"]/.test(json));
        const bytes = encoder.encode(json);
        const part = bytes.subarray(0, at % bytes.length);
        expect(scan(part)).toEqual({ end: undefined, outcome: part.length === 0 ? "empty" : "truncated" });
      }),
    );
  });

  it("says the same about any bytes, however they are cut", () => {
    const bytes = fc.oneof(
      fc.uint8Array(),
      fc.array(fc.constantFrom(...encoder.encode('[]{}",:\\ 1n'))).map((codes) => Uint8Array.from(codes)),
    );
    fc.assert(
      fc.property(bytes, fc.array(fc.nat(1000)), (input, cuts) => {
        expect(scan(input, cuts)).toEqual(scan(input));
      }),
    );
  });
});
