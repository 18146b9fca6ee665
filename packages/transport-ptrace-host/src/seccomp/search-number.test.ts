import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { simulate } from "../../test/seccomp/simulate.ts";
import { assemble } from "./assemble.ts";
import { createDecisions } from "./decision.ts";
import { type NumberRange, numberRanges } from "./number-ranges.ts";
import { searchNumber } from "./search-number.ts";

const decisions = createDecisions();

function steps(numbers: readonly number[], verdicts: readonly number[]): NumberRange[] {
  return numbers
    .toSorted((left, right) => left - right)
    .map((first, index) => ({ first, decision: decisions.verdict(verdicts[index % verdicts.length] ?? 0) }));
}

const number = fc.oneof(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 0xffff_ffff }));
const numbers = fc.uniqueArray(number, { maxLength: 40 });
const verdicts = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1 });

describe("the search for a system call's number", () => {
  it("finds single numbers, and the ground of all others", () => {
    fc.assert(
      fc.property(
        numbers,
        verdicts,
        numbers,
        verdicts,
        (grounds, groundVerdicts, singles, singleVerdicts) => {
          const ground = steps([...new Set([0, ...grounds])], groundVerdicts);
          const single = steps(singles, singleVerdicts);
          const program = assemble(searchNumber(numberRanges(ground, single), decisions), decisions);
          for (const near of [...singles, ...grounds, 0, 0xffff_ffff]) {
            for (const wanted of [near - 1, near, near + 1].filter(
              (each) => each >= 0 && each <= 0xffff_ffff,
            )) {
              const expected =
                single.find(({ first }) => first === wanted) ??
                ground.findLast(({ first }) => first <= wanted);
              const found = simulate(program, { number: wanted, arch: 0, args: [] }).verdict;
              expect(found).toBe(expected?.decision.kind === "verdict" ? expected.decision.value : undefined);
            }
          }
        },
      ),
    );
  });

  it.each([
    ["all numbers lead to the same", [], 1],
    ["one number is an exception", [7], 3],
    ["three numbers are exceptions", [7, 9, 20], 5],
    ["numbers in a row are exceptions", [7, 8, 9], 4],
  ])("is short: %s", (_, exceptions, instructions) => {
    const ground = [{ first: 0, decision: decisions.verdict(1) }];
    const ranges = numberRanges(ground, steps(exceptions, [2]));
    const { length } = assemble(searchNumber(ranges, decisions), decisions);
    // Beside loading the number, and two verdicts.
    expect(length).toBe(exceptions.length === 0 ? 1 : instructions + 1);
  });

  it("asks seldom, of many numbers", () => {
    const ground = [{ first: 0, decision: decisions.verdict(1) }];
    const many = Array.from({ length: 256 }, (_, index) => 2 * index);
    const program = assemble(searchNumber(numberRanges(ground, steps(many, [2])), decisions), decisions);
    const deepest = Math.max(
      ...many.map((wanted) => simulate(program, { number: wanted, arch: 0, args: [] }).steps),
    );
    expect(deepest).toBeLessThanOrEqual(14);
    expect(program.length).toBeLessThan(400);
  });
});
