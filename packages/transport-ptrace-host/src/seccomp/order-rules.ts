import type { Condition } from "./condition.ts";
import { compareSteps, type RuleStep, stepsOf } from "./rule-steps.ts";

/** A rule of one system call. */
export interface CallRule {
  /** By the number of the argument, each at most once. */
  readonly conditions: readonly Condition[];
  readonly verdict: number;
}

interface Path {
  readonly rule: CallRule;
  readonly steps: readonly RuleStep[];
}

/**
 * The rules of one system call in the order in which libseccomp 2.5 asks them, whatever their order in the profile:
 * later arguments first, equality before ranges, the narrower range before the wider. A rule is left out when an earlier
 * one has the first of its conditions, and no others. Where libseccomp refuses a rule, because an earlier one with
 * another verdict has the same conditions or more, the earlier one is asked first.
 */
export function orderRules(rules: readonly CallRule[]): CallRule[] {
  return order(
    rules.map((rule) => ({ rule, steps: rule.conditions.flatMap(stepsOf) })),
    0,
  );
}

function order(paths: readonly Path[], depth: number): CallRule[] {
  return groupByStep(paths, depth).flatMap((group) => {
    const at = group.findIndex(({ steps }) => steps.length === depth + 1);
    const ended = group[at];
    if (ended === undefined) return order(group, depth + 1);
    return [...order(group.slice(0, at), depth + 1), ended.rule];
  });
}

/** Paths with the same step there, in the order of their steps. */
function groupByStep(paths: readonly Path[], depth: number): Path[][] {
  const groups = new Map<string, { step: RuleStep; members: Path[] }>();
  for (const path of paths) {
    const step = path.steps[depth];
    if (step === undefined) continue;
    const group = groups.get(step.identity) ?? { step, members: [] };
    group.members.push(path);
    groups.set(step.identity, group);
  }
  const sorted = [...groups.values()].toSorted((left, right) => compareSteps(left.step, right.step));
  return sorted.map(({ members }) => members);
}
