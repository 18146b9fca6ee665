import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { resolveEnvironment } from "./environment.ts";

const entry = fc
  .tuple(fc.constantFrom("", "A", "B", "PATH", "__proto__", "constructor"), fc.string())
  .map(([name, value]) => `${name}=${value}`.replaceAll("\0", ""));

function nameOf(variable: string) {
  return variable.slice(0, variable.indexOf("="));
}

describe("environment", () => {
  it("gives a name its first position and its last value", () => {
    expect(resolveEnvironment(["A=1", "B=2"], null, ["A=3", "C=4"], undefined)).toEqual([
      "A=3",
      "B=2",
      "C=4",
    ]);
  });

  it.each(["=x", "A=", "A=1,2", "A=b=c", "A=é\n"])("keeps %j as it is", (variable) => {
    expect(resolveEnvironment([variable])).toEqual([variable]);
  });

  it.each([
    ["FOO", "invalid variable: FOO"],
    ["", "invalid variable: "],
    ["F\u001bO", String.raw`invalid variable: F\x1bO`],
    ["TOKEN=se\0cret", "invalid variable: TOKEN: it has a NUL byte"],
    ["A\0=1", String.raw`invalid variable: A\x00: it has a NUL byte`],
  ])("refuses %j", (variable, message) => {
    expect(() => resolveEnvironment(["A=1"], [variable])).toThrow(
      expect.objectContaining({ code: "SALLYPORT_INVALID_ENVIRONMENT", message }),
    );
  });

  it("has every name once, in order of first appearance, with its last value", () => {
    fc.assert(
      fc.property(fc.array(fc.array(entry)), (lists) => {
        const resolved = resolveEnvironment(...lists);
        const all = lists.flat();
        expect(resolved.map(nameOf)).toEqual([...new Set(all.map(nameOf))]);
        for (const variable of resolved) {
          expect(variable).toBe(all.findLast((candidate) => nameOf(candidate) === nameOf(variable)));
        }
        expect(resolveEnvironment(resolved)).toEqual(resolved);
      }),
    );
  });
});
