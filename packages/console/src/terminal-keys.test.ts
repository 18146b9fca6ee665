import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createKeyWatch, endOfInput } from "./terminal-keys.ts";

interface Flags {
  readonly signals?: boolean;
  readonly canonical?: boolean;
  readonly extended?: boolean;
}

/** struct termios with the control characters that Linux begins with. */
function mode({ signals = true, canonical = true, extended = true }: Flags = {}): Uint8Array {
  const bytes = new Uint8Array(36);
  const flags = (signals ? 0o1 : 0) | (canonical ? 0o2 : 0) | (extended ? 0o100000 : 0);
  new DataView(bytes.buffer).setUint32(12, flags, true);
  bytes.set([3, 28, 127, 21, 4, 0, 1, 0, 17, 19, 26, 0, 18, 15, 23, 22], 17);
  return bytes;
}

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe("typed keys", () => {
  it.each<[string, string, Flags, number[]]>([
    ["ctrl-c", "a\x03b", {}, [2]],
    ["ctrl-\\ and ctrl-z", "\x1c\x1a", {}, [3, 20]],
    ["letters", "abc\n", {}, []],
    ["ctrl-c on a terminal that makes no signals", "\x03", { signals: false }, []],
    ["ctrl-c after ctrl-v", "\x16\x03\x03", {}, [2]],
    ["ctrl-c after ctrl-v where that quotes nothing", "\x16\x03", { canonical: false }, [2]],
    ["ctrl-v after ctrl-v, then ctrl-c", "\x16\x16\x03", {}, [2]],
  ])("mean signals: %s", (_, typed, flags, signals) => {
    expect(createKeyWatch()(mode(flags), bytes(typed))).toEqual(signals);
  });

  it("mean the same however they arrive", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(3, 22, 26, 28, 65)), fc.nat(), (typed, cut) => {
        const whole = createKeyWatch()(mode(), Uint8Array.from(typed));
        const watch = createKeyWatch();
        const parts = [typed.slice(0, cut), typed.slice(cut)].flatMap((part) =>
          watch(mode(), Uint8Array.from(part)),
        );
        expect(parts).toEqual(whole);
      }),
    );
  });

  it("that are switched off mean nothing", () => {
    const off = mode();
    off[17] = 0;
    expect(createKeyWatch()(off, Uint8Array.of(0, 3))).toEqual([]);
  });
});

describe("the end of a terminal's input", () => {
  it.each<[string, Uint8Array, number | undefined, number[]]>([
    ["at first", mode(), undefined, [4]],
    ["at the start of a line", mode(), 10, [4]],
    ["within a line", mode(), 65, [4, 4]],
    ["within a line of one that reads bytes", mode({ canonical: false }), 65, [4]],
    ["of one that has no key for it", mode().fill(0, 17), undefined, []],
  ])("is typed %s", (_, terminal, last, keys) => {
    expect([...endOfInput(terminal, last)]).toEqual(keys);
  });
});
