import * as fc from "fast-check";
import { expect, it } from "vitest";
import { printable, quoted } from "./printable.ts";

it.each([
  ["plain text, accents é and 漢字", "plain text, accents é and 漢字"],
  ["\u001b[31mred\u001b[0m", String.raw`\x1b[31mred\x1b[0m`],
  ["a\r\nb\tc\0", String.raw`a\r\nb\tc\x00`],
  ["\u009b1m\u007f", String.raw`\u009b1m\x7f`],
  ["\u202egnp.exe\u2028", String.raw`\u202egnp.exe\u2028`],
  ["\ud800", String.raw`\ud800`],
  ["\u{e0041}", String.raw`\U000e0041`],
  ["back\\slash", "back\\slash"],
])("prints %j on one line", (text, expected) => {
  expect(printable(text)).toBe(expected);
});

it("quotes like Go", () => {
  expect(quoted('say "hi"\\\n')).toBe(String.raw`"say \"hi\"\\\n"`);
});

it("shortens what it quotes, also in the middle of a surrogate pair", () => {
  expect(quoted("abcdef", 3)).toBe('"abc..."');
  expect(quoted("ab😀", 3)).toBe(String.raw`"ab\ud83d..."`);
});

it("leaves nothing that controls a terminal, whatever the text", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      expect(printable(text)).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u);
      expect(printable(printable(text))).toBe(printable(text));
    }),
  );
});
