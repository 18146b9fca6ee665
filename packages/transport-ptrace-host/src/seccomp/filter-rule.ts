import type { OciSeccompCondition } from "@sallyport/core";
import type { Abi } from "./abi.ts";
import { multiplexedRules } from "./multiplexed-calls.ts";

/** The verdict on every call of one of the names for which all conditions hold. */
export interface FilterRule {
  readonly names: readonly string[];
  /** At most one for each argument. */
  readonly conditions: readonly OciSeccompCondition[];
  readonly verdict: number;
}

/** The rules about a system call in their order; the same list for all calls with the same single rule. */
export type RulesOfCall = (abi: Abi, name: string) => readonly FilterRule[] | undefined;

export function indexRules(rules: readonly FilterRule[]): RulesOfCall {
  const own = byName(rules);
  const multiplexed = byName(multiplexedRules(rules));
  return ({ name: abi }, name) => (abi === "x86" ? multiplexed.get(name) : undefined) ?? own.get(name);
}

function byName(rules: readonly FilterRule[]): Map<string, readonly FilterRule[]> {
  const found = new Map<string, readonly FilterRule[]>();
  for (const rule of rules) {
    const alone = [rule];
    for (const name of rule.names) {
      const known = found.get(name);
      found.set(name, known === undefined ? alone : [...known, rule]);
    }
  }
  return found;
}
