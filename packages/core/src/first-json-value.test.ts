import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { thrownBy } from "../test/thrown-by.ts";
import { parseFirstJsonValue } from "./first-json-value.ts";
import { isSallyportError } from "./sallyport-error.ts";

describe("first JSON value", () => {
  it.each([
    ['{"args":["true"]} trailing garbage', { args: ["true"] }],
    ['\n{"a":"é\\u00e9😀"}{"b":1}', { a: "éé😀" }],
    ["12 13", 12],
    ["null", null],
  ])("reads %j", (text, value) => {
    expect(parseFirstJsonValue(text)).toEqual(value);
  });

  it.each([
    ["", "EOF"],
    ["  \n", "EOF"],
    ['{"args":["true"', "unexpected EOF"],
    ['"abc', "unexpected EOF"],
  ])("fails on %j with Go's words", (text, message) => {
    expect(() => parseFirstJsonValue(text)).toThrow(
      expect.objectContaining({ code: "SALLYPORT_INVALID_PROCESS", message }),
    );
  });

  it.each(['{"a":}', "{a:1}", "[1,]", "[}", "tru", "\uFEFF{}", '"\u001b"'])(
    "fails on %j with the engine's words on one line",
    (text) => {
      expect(() => parseFirstJsonValue(text)).toThrow(
        expect.objectContaining({
          code: "SALLYPORT_INVALID_PROCESS",
          message: expect.stringMatching(/^[a-z][^\p{Cc}]*JSON[^\p{Cc}]*$/u),
        }),
      );
    },
  );

  it("reads any JSON text as JSON.parse does, whatever follows", () => {
    fc.assert(
      fc.property(fc.json(), fc.string(), (json, garbage) => {
        expect(parseFirstJsonValue(`${json} ${garbage}`)).toEqual(JSON.parse(json));
      }),
    );
  });

  it("throws nothing but its own error, whatever the text", () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(...'[ ] { } " , : 1'.split(" "), " ") })),
        (text) => {
          const error = thrownBy(() => parseFirstJsonValue(text));
          expect(error === undefined || isSallyportError(error)).toBe(true);
        },
      ),
    );
  });
});
