import type { OciSeccomp, OciSeccompCondition, OciSeccompRule, SeccompOperator } from "@sallyport/core";

/** A system call as the rules of a profile are about it. */
export interface NamedCall {
  readonly name: string;
  readonly args: readonly bigint[];
  /** Of an argument. */
  readonly bits: 32 | 64;
  /** What socketcall or ipc is called for, whose arguments no filter sees. */
  readonly behind?: string | undefined;
}

/** The rules that apply to a call, taken literally: of several conditions on one argument one must hold, else all. */
export function applicableRules({ syscalls = [] }: OciSeccomp, call: NamedCall): OciSeccompRule[] {
  return syscalls.filter((rule) => {
    const alternatives = alternativesOf(rule);
    const own = rule.names.includes(call.name) && alternatives.some((all) => holdAll(all, call));
    if (call.behind === undefined || own) return own;
    const visible = alternatives.map((all) => all.filter(({ index }) => index !== 0));
    return rule.names.includes(call.behind) && visible.some((all) => holdAll(all, call));
  });
}

function alternativesOf({ args = [] }: OciSeccompRule): (readonly OciSeccompCondition[])[] {
  const isRepeated = new Set(args.map(({ index }) => index)).size < args.length;
  return isRepeated ? args.map((condition) => [condition]) : [args];
}

function holdAll(conditions: readonly OciSeccompCondition[], call: NamedCall): boolean {
  return conditions.every((condition) => holds(condition, call));
}

function holds({ index, op, value, valueTwo = 0n }: OciSeccompCondition, { args, bits }: NamedCall): boolean {
  const cut = (word: bigint) => BigInt.asUintN(bits, word);
  return comparisons[op](cut(args[index] ?? 0n), cut(value), cut(valueTwo));
}

const comparisons: Readonly<
  Record<SeccompOperator, (argument: bigint, one: bigint, two: bigint) => boolean>
> = {
  SCMP_CMP_EQ: (argument, one) => argument === one,
  SCMP_CMP_NE: (argument, one) => argument !== one,
  SCMP_CMP_LT: (argument, one) => argument < one,
  SCMP_CMP_LE: (argument, one) => argument <= one,
  SCMP_CMP_GT: (argument, one) => argument > one,
  SCMP_CMP_GE: (argument, one) => argument >= one,
  SCMP_CMP_MASKED_EQ: (argument, one, two) => (argument & one) === (two & one),
};
