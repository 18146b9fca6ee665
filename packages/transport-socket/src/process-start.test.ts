import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseProcessStart } from "./process-start.ts";

const after = "S 1 1 1 0 -1 4194560 1 0 0 0 1 2 0 0 20 0 5 0 98765 1000 10 0";

describe("parseProcessStart", () => {
  it.each(["runsc-sandbox", "a b", "a) R 1 (b", ")", ""])("reads past the name %j", (name) => {
    expect(parseProcessStart(`12 (${name}) ${after}\n`)).toEqual({ state: "S", startedAt: 987_650 });
  });

  it.each(["", "12", "12 (x)", "12 (x) S 1 2", "12 (x) S 1 1 1 0 -1 4194560 1 0 0 0 1 2 0 0 20 0 5 0 later"])(
    "gives nothing for %j",
    (line) => {
      expect(parseProcessStart(line)).toBeUndefined();
    },
  );

  it("gives a state and a time, or nothing, for any text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.integer(), (text, ticks) => {
        const start = parseProcessStart(`${text}) Z ${"0 ".repeat(18)}${ticks} ${text}`);
        expect(start === undefined || Number.isSafeInteger(start.startedAt)).toBe(true);
        expect(start === undefined || start.state !== "").toBe(true);
      }),
    );
  });
});
