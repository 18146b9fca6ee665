import type { Abi } from "./abi.ts";
import { decideCall } from "./decide-call.ts";
import type { Decision, Decisions, Verdict } from "./decision.ts";
import type { FilterRule, RulesOfCall } from "./filter-rule.ts";
import { forEachSyscall } from "./for-each-syscall.ts";
import type { NumberRange } from "./number-ranges.ts";

export interface AbiDecisions {
  /** The system calls that a rule is about, in ascending order of their numbers. */
  readonly calls: readonly NumberRange[];
  /** The greatest number of a call that is named in the rules, also in those that change nothing. */
  readonly last: number | undefined;
}

/** What the rules say about the system calls of an ABI. */
export function decideAbi(
  abi: Abi,
  rulesOfCall: RulesOfCall,
  otherwise: Verdict,
  decisions: Decisions,
): AbiDecisions {
  const context = { bits: abi.argumentBits, otherwise, decisions };
  const calls: NumberRange[] = [];
  const decided = new Map<readonly FilterRule[], Decision>();
  let last: number | undefined;
  forEachSyscall(abi, (name, number) => {
    const rules = rulesOfCall(abi, name);
    if (rules === undefined) return;
    let decision = decided.get(rules);
    if (decision === undefined) {
      decision = decideCall(rules, context);
      decided.set(rules, decision);
    }
    calls.push({ first: number, decision });
    last = number;
  });
  return { calls, last };
}
