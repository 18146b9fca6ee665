import { SallyportError } from "@sallyport/core";
import type { Abi } from "./abi.ts";
import { assemble } from "./assemble.ts";
import { type BpfInstruction, dataOffsets, maximumInstructions } from "./bpf.ts";
import { decideArch } from "./decide-arch.ts";
import { allBits, createDecisions, type Decision } from "./decision.ts";
import { type FilterRule, indexRules } from "./filter-rule.ts";

export interface FilterSource {
  /** The ABIs that the rules are about. */
  readonly abis: readonly Abi[];
  readonly rules: readonly FilterRule[];
  /** The verdict on calls that no rule is about. */
  readonly otherwise: number;
  /** The verdict on calls of other ABIs. */
  readonly otherAbi: number;
  /** The verdict on calls with a greater number than all that the rules name; `otherwise` when missing. */
  readonly newerCalls?: number | undefined;
}

/**
 * A program that tells first the architecture, then the system call, then what its arguments decide.
 * @throws SALLYPORT_INVALID_SECCOMP when the rules are too many for the kernel
 */
export function compileFilter(source: FilterSource): BpfInstruction[] {
  const decisions = createDecisions();
  const verdicts = {
    otherwise: decisions.verdict(source.otherwise),
    otherAbi: decisions.verdict(source.otherAbi),
    newerCalls: decisions.verdict(source.newerCalls ?? source.otherwise),
  };
  const rulesOfCall = indexRules(source.rules);
  const archs = [...new Set(source.abis.map(({ auditArch }) => auditArch))];
  const root = archs.reduceRight<Decision>((next, auditArch) => {
    const abis = source.abis.filter((abi) => abi.auditArch === auditArch);
    const question = { word: dataOffsets.arch, mask: allBits, comparison: "jeq", value: auditArch } as const;
    return decisions.test(question, decideArch(abis, rulesOfCall, verdicts, decisions), next);
  }, verdicts.otherAbi);
  const program = assemble(root, decisions);
  if (program.length <= maximumInstructions) return program;
  throw new SallyportError(
    "SALLYPORT_INVALID_SECCOMP",
    `the seccomp filter has ${program.length} instructions: it must have ${maximumInstructions} at most`,
  );
}
