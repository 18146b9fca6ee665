import { type Abi, x32Bit } from "./abi.ts";
import { decideAbi } from "./decide-abi.ts";
import type { Decision, Decisions, Verdict } from "./decision.ts";
import type { RulesOfCall } from "./filter-rule.ts";
import { type NumberRange, numberRanges } from "./number-ranges.ts";
import { searchNumber } from "./search-number.ts";

export interface GroundVerdicts {
  readonly otherwise: Verdict;
  readonly otherAbi: Verdict;
  readonly newerCalls: Verdict;
}

/** The decision on an architecture's calls. It has one ABI, but for x86_64's: a bit of the number tells x32. */
export function decideArch(
  abis: readonly Abi[],
  rulesOfCall: RulesOfCall,
  verdicts: GroundVerdicts,
  decisions: Decisions,
): Decision {
  const ground: NumberRange[] = [];
  const calls: NumberRange[] = [];
  for (const abi of abis.toSorted((left, right) => left.numberBase - right.numberBase)) {
    const found = decideAbi(abi, rulesOfCall, verdicts.otherwise, decisions);
    calls.push(...found.calls);
    ground.push({ first: abi.numberBase, decision: verdicts.otherwise });
    if (found.last !== undefined) ground.push({ first: found.last + 1, decision: verdicts.newerCalls });
  }
  if (abis.length === 1 && abis[0]?.name === "x86_64") {
    ground.push({ first: x32Bit, decision: verdicts.otherAbi });
    // No ABI's: a tracer skips a call by making it -1. seccomp(2), SECCOMP_RET_TRACE
    ground.push({ first: 0xffff_ffff, decision: verdicts.otherwise });
  }
  return searchNumber(numberRanges(ground, calls), decisions);
}
