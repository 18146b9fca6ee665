import type { OciSeccompCondition, SeccompOperator } from "@sallyport/core";

/** An argument's comparison in the words that a program can load; `high` is 0 where only the low word counts. */
export interface Condition {
  readonly argument: number;
  readonly operator: SeccompOperator;
  readonly mask: Words;
  /** Without the bits that are not in the mask. */
  readonly value: Words;
  readonly bits: 32 | 64;
}

export interface Words {
  readonly high: number;
  readonly low: number;
}

/**
 * The conditions of a rule in the order of the arguments, without those that always hold. On a 32-bit ABI the values
 * are cut to 32 bits, as libseccomp does.
 */
export function toConditions(conditions: readonly OciSeccompCondition[], bits: 32 | 64): Condition[] {
  return conditions
    .map((condition) => toCondition(condition, bits))
    .filter(({ mask }) => mask.high !== 0 || mask.low !== 0)
    .toSorted((left, right) => left.argument - right.argument);
}

function toCondition({ index, op, value, valueTwo = 0n }: OciSeccompCondition, bits: 32 | 64): Condition {
  const [mask, masked] = op === "SCMP_CMP_MASKED_EQ" ? [value, valueTwo & value] : [-1n, value];
  return { argument: index, operator: op, mask: words(mask, bits), value: words(masked, bits), bits };
}

function words(value: bigint, bits: 32 | 64): Words {
  return {
    high: bits === 64 ? Number(BigInt.asUintN(32, value >> 32n)) : 0,
    low: Number(BigInt.asUintN(32, value)),
  };
}
