import type { Condition } from "./condition.ts";
import { compareSteps, type RuleStep, stepsOf } from "./rule-steps.ts";

/** A rule of one system call. */
export interface CallRule {
  /** By the number of the argument, each at most once. */
  readonly conditions: readonly Condition[];
  readonly verdict: number;
}

interface Path<Rule> {
  readonly rule: Rule;
  readonly steps: readonly RuleStep[];
}

/**
 * The rules of one system call in the order in which libseccomp 2.5 asks them, whatever their order in the profile:
 * later arguments first, equality before ranges, the narrower range before the wider. A rule whose conditions begin
 * with those of another rule can never be reached, and is left out.
 * @param contradict is given two such rules where libseccomp refuses the second because of its other verdict
 */
export function orderRules<Rule extends CallRule>(
  rules: readonly Rule[],
  contradict: (earlier: Rule, later: Rule) => never,
): Rule[] {
  const order = (paths: readonly Path<Rule>[], depth: number): Rule[] =>
    groupByStep(paths, depth).flatMap((group) => {
      const shortest = group.find(({ steps }) => steps.length === depth + 1);
      if (shortest === undefined) return order(group, depth + 1);
      checkVerdicts(group, shortest, contradict);
      return [shortest.rule];
    });
  const paths = rules.map((rule) => ({ rule, steps: rule.conditions.flatMap(stepsOf) }));
  return order(paths, 0);
}

/** Paths with the same step there, in the order of their steps. */
function groupByStep<Rule>(paths: readonly Path<Rule>[], depth: number): Path<Rule>[][] {
  const groups = new Map<string, { step: RuleStep; members: Path<Rule>[] }>();
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

function checkVerdicts<Rule extends CallRule>(
  group: readonly Path<Rule>[],
  shortest: Path<Rule>,
  contradict: (earlier: Rule, later: Rule) => never,
): void {
  const at = group.indexOf(shortest);
  for (const [index, { rule, steps }] of group.entries()) {
    if (rule.verdict === shortest.rule.verdict) continue;
    if (index < at) contradict(rule, shortest.rule);
    if (steps.length === shortest.steps.length) contradict(shortest.rule, rule);
  }
}
