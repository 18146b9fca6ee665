import { TextDecoder, TextEncoder } from "node:util";

import * as fc from "fast-check";
import { describe, expect, it } from "vitest";

import { decodeUtf8, encodeUtf8 } from "./utf8.ts";

const interesting = fc.constantFrom(
  0x00,
  0x7f,
  0x80,
  0xbf,
  0xc2,
  0xe0,
  0xed,
  0xef,
  0xf0,
  0xf4,
  0xf5,
  0xff,
  0x9f,
  0xa0,
);

describe("UTF-8 of the fake", () => {
  it("decodes any bytes as the Encoding Standard says", () => {
    const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
    const bytes = fc.array(fc.oneof(interesting, fc.integer({ min: 0, max: 255 })), { maxLength: 12 });
    fc.assert(
      fc.property(bytes, (list) => {
        expect(decodeUtf8(Uint8Array.from(list))).toBe(decoder.decode(Uint8Array.from(list)));
      }),
    );
  });

  it("encodes any text as the Encoding Standard says, lone surrogates included", () => {
    const units = fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 12 });
    fc.assert(
      fc.property(units, (list) => {
        const text = String.fromCharCode(...list);
        expect([...encodeUtf8(text)]).toEqual([...new TextEncoder().encode(text)]);
      }),
    );
  });
});
