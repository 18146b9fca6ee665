import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { problemsOf } from "../../test/seccomp/check-program.ts";
import { simulate, type SyscallData } from "../../test/seccomp/simulate.ts";
import { assemble } from "./assemble.ts";
import { bpfCodes } from "./bpf.ts";
import { allBits, createDecisions, type Decision, type Decisions, type Question } from "./decision.ts";

const words = [0, 4, 16, 20, 24];
const question: fc.Arbitrary<Question> = fc.record({
  word: fc.constantFrom(...words),
  mask: fc.constantFrom(allBits, 1, 3),
  comparison: fc.constantFrom("jeq", "jgt", "jge", "jset"),
  value: fc.integer({ min: 0, max: 4 }),
});

const smallWord = fc.integer({ min: 0, max: 5 });
const data: fc.Arbitrary<SyscallData> = fc.record({
  number: smallWord,
  arch: smallWord,
  args: fc.array(
    smallWord.map((low) => BigInt(low) * 0x2_0000_0001n),
    { minLength: 6, maxLength: 6 },
  ),
});

/** Follows a decision without a program. */
function follow(decision: Decision, { number, arch, args }: SyscallData): number {
  if (decision.kind === "verdict") return decision.value;
  const { word, mask, comparison, value } = decision.question;
  const argument = args[Math.floor((word - 16) / 8)] ?? 0n;
  const loaded =
    [number, arch][word / 4] ?? Number(word % 8 === 0 ? argument & 0xffff_ffffn : argument >> 32n);
  const bits = loaded & mask;
  const answers = { jeq: bits === value, jgt: bits > value, jge: bits >= value, jset: (bits & value) !== 0 };
  return follow(answers[comparison] ? decision.yes : decision.no, { number, arch, args });
}

/** Each question leads to two of the decisions before it, or to verdicts. */
function decisionOf(steps: readonly (readonly [Question, number, number])[], decisions: Decisions): Decision {
  const made: Decision[] = [decisions.verdict(1), decisions.verdict(2)];
  for (const [asked, yes, no] of steps) {
    const [left = made[0], right = made[1]] = [
      made.at(-1 - (yes % made.length)),
      made.at(-1 - (no % made.length)),
    ];
    if (left !== undefined && right !== undefined) made.push(decisions.test(asked, left, right));
  }
  return made.at(-1) ?? decisions.verdict(0);
}

describe("an assembled program", () => {
  it("decides as its decision does", () => {
    const step = fc.tuple(question, fc.nat(), fc.nat());
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), fc.array(data, { minLength: 20 }), (steps, calls) => {
        const decisions = createDecisions();
        const decision = decisionOf(steps, decisions);
        const program = assemble(decision, decisions);
        expect(problemsOf(program)).toEqual([]);
        for (const call of calls) expect(simulate(program, call).verdict).toBe(follow(decision, call));
      }),
    );
  });

  it.each([250, 251, 252, 253, 254, 255, 256, 257, 1000])("reaches over %d comparisons", (count) => {
    const decisions = createDecisions();
    const isNumber = (value: number) => ({ word: 0, mask: allBits, comparison: "jeq", value }) as const;
    const far = decisions.test({ ...isNumber(7), word: 16 }, decisions.verdict(7), decisions.verdict(8));
    let decision: Decision = far;
    for (let value = count; value > 0; value--) {
      decision = decisions.test(isNumber(value), value % 2 === 0 ? far : decisions.verdict(9), decision);
    }
    const program = assemble(decision, decisions);
    expect(problemsOf(program)).toEqual([]);
    const run = (number: number) => simulate(program, { number, arch: 0, args: [7n] }).verdict;
    expect([1, 2, 3, 4, 249, 250, count + 1].map(run)).toEqual([9, 7, 9, 7, 9, 7, 7]);
  });

  it("loads a word once where it is compared again", () => {
    const decisions = createDecisions();
    const [first, second] = [decisions.verdict(1), decisions.verdict(2)];
    const ask = (value: number, yes: Decision, no: Decision, mask = allBits) =>
      decisions.test({ word: 0, mask, comparison: "jeq", value }, yes, no);
    const { length } = assemble(ask(1, first, ask(2, first, ask(3, second, first, 6))), decisions);
    // load, jeq, jeq, and, jeq, return, return
    expect(length).toBe(7);
  });

  it("is one instruction where there is nothing to ask", () => {
    const decisions = createDecisions();
    const same = decisions.test(
      { word: 0, mask: allBits, comparison: "jeq", value: 1 },
      decisions.verdict(5),
      decisions.verdict(5),
    );
    expect(assemble(same, decisions)).toEqual([{ code: bpfCodes.return, jt: 0, jf: 0, k: 5 }]);
  });
});
