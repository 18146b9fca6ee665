import type { SeccompOperator } from "@sallyport/core";
import type { Condition } from "./condition.ts";

/** A comparison of one word, by which libseccomp orders the rules of a system call. */
export interface RuleStep {
  /** Equal for comparisons that it makes once. */
  readonly identity: string;
  /** The greater is compared first. */
  readonly rank: readonly [argument: number, operator: number, value: number];
}

/** Ranges are compared as "greater (or equal)", and "not equal" as "equal": see `_db_rule_gen_64` of libseccomp. */
const operators: Readonly<Record<SeccompOperator, { high: string; low: string; rank: number }>> = {
  SCMP_CMP_MASKED_EQ: { high: "masked", low: "masked", rank: 3 },
  SCMP_CMP_EQ: { high: "equal", low: "equal", rank: 3 },
  SCMP_CMP_NE: { high: "equal", low: "not equal", rank: 3 },
  SCMP_CMP_LE: { high: "greater", low: "not greater", rank: 2 },
  SCMP_CMP_LT: { high: "greater", low: "not at least", rank: 2 },
  SCMP_CMP_GE: { high: "greater", low: "at least", rank: 1 },
  SCMP_CMP_GT: { high: "greater", low: "greater", rank: 1 },
};

export function stepsOf({ argument, operator, mask, value, bits }: Condition): RuleStep[] {
  const { high, low, rank } = operators[operator];
  const sign = rank === 2 ? -1 : 1;
  const step = (word: "high" | "low", comparison: string, priority: number): RuleStep => ({
    identity: `${argument} ${word} ${comparison} ${mask[word]} ${value[word]}`,
    rank: [priority, rank, sign * value[word]],
  });
  const lowStep = step("low", low, 2 * argument);
  return bits === 32 ? [lowStep] : [step("high", high, 2 * argument + 1), lowStep];
}

/** Negative when the left one is compared first; 0 for those that keep the profile's order. */
export function compareSteps(left: RuleStep, right: RuleStep): number {
  for (const [index, rank] of left.rank.entries()) {
    const difference = (right.rank[index] ?? 0) - rank;
    if (difference !== 0) return difference;
  }
  return 0;
}
