import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { editDistance } from "./edit-distance.ts";
import { suggestName } from "./suggest-name.ts";

const known = ["env", "e", "user", "u", "detach", "pid-file"];

describe("suggestName", () => {
  it.each([
    ["evn", "env"],
    ["usr", "user"],
    ["dettach", "detach"],
    ["pidfile", "pid-file"],
    ["pid_file", "pid-file"],
    ["nosuchflag", undefined],
    ["x", undefined],
    ["eu", undefined],
    ["sued", undefined],
    ["detahc", "detach"],
    ["pdi-flie", "pid-file"],
  ])("answers -%s with %s", (name, suggestion) => {
    expect(suggestName(name, known)).toBe(suggestion);
  });

  it("has nothing for a word that differs in more than a third of its letters", () => {
    expect(suggestName("false", ["pause", "list", "delete"])).toBeUndefined();
    const word = fc.string({ unit: fc.constantFrom("a", "b", "c"), maxLength: 9 });
    fc.assert(
      fc.property(word, fc.array(word), (name, words) => {
        const suggestion = suggestName(name, words);
        if (suggestion === undefined) return;
        expect(editDistance(name, suggestion)).toBeLessThanOrEqual(name.length / 3);
      }),
    );
  });

  it("takes the nearest of several", () => {
    expect(suggestName("pidd", ["pgid", "pid"])).toBe("pid");
  });
});

describe("editDistance", () => {
  it.each([
    ["", "", 0],
    ["", "abc", 3],
    ["kitten", "sitting", 3],
    ["log-fd", "log", 3],
    ["exce", "exec", 1],
    ["ca", "abc", 3],
    ["detach", "detach", 0],
  ])("from %j to %j is %i", (from, to, distance) => {
    expect(editDistance(from, to)).toBe(distance);
  });

  it("is the same in both directions, and at most the longer length", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 12 }), fc.string({ maxLength: 12 }), (a, b) => {
        const distance = editDistance(a, b);
        expect(editDistance(b, a)).toBe(distance);
        expect(distance).toBeLessThanOrEqual(Math.max(a.length, b.length));
        expect(distance === 0).toBe(a === b);
      }),
    );
  });
});
