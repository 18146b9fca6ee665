import { toConditions } from "./condition.ts";
import type { Decision, Decisions, Verdict } from "./decision.ts";
import { answerFrom, type Fact, skipKnown } from "./facts.ts";
import type { FilterRule } from "./filter-rule.ts";
import { type Formula, formulaOf } from "./formula.ts";
import { type CallRule, orderRules } from "./order-rules.ts";

/** What to decide by: the bits of an argument that count on the ABI, and the verdict where no rule applies. */
export interface CallContext {
  readonly bits: 32 | 64;
  readonly otherwise: Verdict;
  readonly decisions: Decisions;
}

/** What the rules about one system call say, in the order in which libseccomp would ask. */
export function decideCall(
  rules: readonly FilterRule[],
  { bits, otherwise, decisions }: CallContext,
): Decision {
  const effective = rules.filter(({ verdict }) => verdict !== otherwise.value);
  return inOrder(effective, bits).reduceRight<Decision>((next, { conditions, verdict }) => {
    const ends = { holds: decisions.verdict(verdict), fails: next };
    return decide(conditions.map(formulaOf), [], ends, decisions);
  }, otherwise);
}

/** The first rule without conditions counts alone, wherever it stands: libseccomp has it so. */
function inOrder(rules: readonly FilterRule[], bits: 32 | 64): readonly CallRule[] {
  const found = rules.map(({ conditions, verdict }) => ({
    conditions: toConditions(conditions, bits),
    verdict,
  }));
  const always = found.find(({ conditions }) => conditions.length === 0);
  return always === undefined ? orderRules(found) : [always];
}

function decide(
  [formula, ...rest]: readonly Formula[],
  facts: readonly Fact[],
  ends: { readonly holds: Decision; readonly fails: Decision },
  decisions: Decisions,
): Decision {
  if (formula === undefined) return ends.holds;
  if (formula === true) return decide(rest, facts, ends, decisions);
  if (formula === false) return skipKnown(ends.fails, facts);
  const { question, yes, no } = formula;
  const follow = (answer: boolean, known: readonly Fact[]) =>
    decide([answer ? yes : no, ...rest], known, ends, decisions);
  const answer = answerFrom(facts, question);
  if (answer !== undefined) return follow(answer, facts);
  const afterYes = follow(true, [...facts, { question, answer: true }]);
  return decisions.test(question, afterYes, follow(false, [...facts, { question, answer: false }]));
}
