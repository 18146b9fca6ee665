import { isSallyportError } from "@sallyport/core";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createDetachKeyWatch, defaultDetachKeys, parseDetachKeys } from "./detach-keys.ts";

describe("detach keys are parsed", () => {
  it.each([
    [defaultDetachKeys, [16, 17]],
    ["ctrl-a,d", [1, 100]],
    ["ctrl-@", [0]],
    ["ctrl-[,ctrl-\\,ctrl-],ctrl-^,ctrl-_", [27, 28, 29, 30, 31]],
    ["CTRL-Z", [26]],
    ["", []],
  ])("%j as bytes", (text, bytes) => {
    expect([...parseDetachKeys(text)]).toEqual(bytes);
  });

  it.each(["ctrl-", "ctrl-1", "ab", "a,", ",", "é", "ctrl-ab"])("%j is refused and named", (text) => {
    expect(() => parseDetachKeys(text)).toThrow(/detach keys/);
  });

  it("or refused, whatever the text", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(outcomeOf(text)).toSatisfy(
          (outcome) => outcome instanceof Uint8Array || isSallyportError(outcome),
        );
      }),
    );
  });
});

function outcomeOf(text: string): unknown {
  try {
    return parseDetachKeys(text);
  } catch (error) {
    return error;
  }
}

describe("the watch for detach keys", () => {
  const keys = Uint8Array.of(16, 17);

  it("passes everything else, at the latest with the byte that shows it is not the sequence", () => {
    const watch = createDetachKeyWatch(keys);
    expect(watch(Uint8Array.of(1, 16))).toEqual({ bytes: Uint8Array.of(1), detached: false });
    expect(watch(Uint8Array.of(16))).toEqual({ bytes: Uint8Array.of(16), detached: false });
    expect(watch(Uint8Array.of(2))).toEqual({ bytes: Uint8Array.of(16, 2), detached: false });
  });

  it("finds the sequence wherever the reads divide it, and passes what came before", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 12 }),
        fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 1, maxLength: 3 }),
        fc.integer({ min: 0, max: 16 }),
        (typed, sequence, cut) => {
          const watch = createDetachKeyWatch(Uint8Array.from(sequence));
          const all = [...typed, ...sequence];
          const first = watch(Uint8Array.from(all.slice(0, cut)));
          const second = first.detached
            ? { bytes: new Uint8Array(0), detached: true }
            : watch(Uint8Array.from(all.slice(cut)));
          const at = all.findIndex((_, index) =>
            sequence.every((key, offset) => all[index + offset] === key),
          );
          expect(second.detached).toBe(true);
          expect([...first.bytes, ...second.bytes]).toEqual(all.slice(0, at));
        },
      ),
    );
  });

  it("passes all bytes when there are no keys", () => {
    const watch = createDetachKeyWatch(new Uint8Array(0));
    expect(watch(Uint8Array.of(16, 17))).toEqual({ bytes: Uint8Array.of(16, 17), detached: false });
  });
});
