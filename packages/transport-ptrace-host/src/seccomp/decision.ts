import type { Comparison } from "./bpf.ts";

/** A program before its jumps are laid out: where paths meet again, they share what follows. */
export type Decision = Verdict | Test;

export interface Verdict {
  readonly kind: "verdict";
  /** What the filter returns. */
  readonly value: number;
}

export interface Test {
  readonly kind: "test";
  readonly question: Question;
  readonly yes: Decision;
  readonly no: Decision;
}

/** A comparison of one word of `struct seccomp_data`, or of some of its bits, with a constant. */
export interface Question extends Bits {
  readonly comparison: Comparison;
  readonly value: number;
}

export interface Bits {
  /** Offset of the word. */
  readonly word: number;
  readonly mask: number;
}

export const allBits = 0xffff_ffff;

/** Makes decisions, and gives the same object for the same one, so that nothing is in a program twice. */
export interface Decisions {
  verdict(value: number): Verdict;
  /** Where both answers lead to the same, nothing is asked. */
  test(question: Question, yes: Decision, no: Decision): Decision;
  /** What a decision is made of: each part after those that it leads to, the decision itself last. */
  partsOf(root: Decision): Decision[];
}

export function createDecisions(): Decisions {
  const verdicts = new Map<number, Verdict>();
  const tests = new Map<string, Test>();
  /** In the order of creation, for a decision is made from its parts. */
  const numbers = new Map<Decision, number>();
  const remember = <T extends Decision>(decision: T): T => {
    numbers.set(decision, numbers.size);
    return decision;
  };
  return {
    verdict: (value) => {
      const verdict = verdicts.get(value) ?? remember({ kind: "verdict", value });
      verdicts.set(value, verdict);
      return verdict;
    },
    test: (question, yes, no) => {
      if (yes === no) return yes;
      const { word, mask, comparison, value } = question;
      const key = `${word} ${mask} ${comparison} ${value} ${numbers.get(yes)} ${numbers.get(no)}`;
      const test = tests.get(key) ?? remember({ kind: "test", question, yes, no });
      tests.set(key, test);
      return test;
    },
    partsOf: (root) => {
      const wanted = new Set<Decision>([root]);
      const all = [...numbers.keys()].toReversed();
      for (const decision of all) {
        if (decision.kind === "test" && wanted.has(decision)) wanted.add(decision.yes).add(decision.no);
      }
      return all.filter((decision) => wanted.has(decision)).toReversed();
    },
  };
}
