import {
  type OciSeccomp,
  type OciSeccompCondition,
  type OciSeccompRule,
  seccompOperators,
} from "@sallyport/core";
import * as fc from "fast-check";

/** Calls of every kind: with a number on each ABI or on some, multiplexed, and those that multiplex. */
export const randomCalls = [
  "read",
  "open",
  "clone",
  "socket",
  "connect",
  "semop",
  "ipc",
  "socketcall",
  "fstat64",
  "mmap2",
] as const;

/** Few values, that meet each other, at the edges of words. */
const edges = [0n, 1n, 2n, 5n, 0xffff_ffffn, 0x1_0000_0000n, 0x1_0000_0005n, 0xffff_ffff_ffff_ffffn];
const word = fc.oneof(fc.constantFrom(...edges), fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }));

const condition: fc.Arbitrary<OciSeccompCondition> = fc.record({
  index: fc.integer({ min: 0, max: 5 }),
  op: fc.constantFrom(...seccompOperators),
  value: word,
  valueTwo: word,
});

const rule: fc.Arbitrary<OciSeccompRule> = fc.record({
  names: fc.uniqueArray(fc.constantFrom(...randomCalls), { minLength: 1, maxLength: 3 }),
  action: fc.constantFrom("SCMP_ACT_ERRNO", "SCMP_ACT_LOG", "SCMP_ACT_TRAP"),
  args: fc.array(condition, { maxLength: 3 }),
});

/** Profiles that let pass what no rule is about. */
export const randomProfile: fc.Arbitrary<OciSeccomp> = fc.record({
  defaultAction: fc.constant("SCMP_ACT_ALLOW"),
  architectures: fc.subarray([
    "SCMP_ARCH_X86_64",
    "SCMP_ARCH_X86",
    "SCMP_ARCH_X32",
    "SCMP_ARCH_AARCH64",
    "SCMP_ARCH_ARM",
  ]),
  syscalls: fc.array(rule, { maxLength: 6 }),
});

/** Words at which a condition of the profile changes its mind, and some others. */
export function edgesOf({ syscalls = [] }: OciSeccomp): bigint[] {
  const near = syscalls.flatMap(({ args = [] }) =>
    args.flatMap(({ value, valueTwo = 0n }) => [
      value,
      value - 1n,
      value + 1n,
      value ^ 0x1_0000_0000n,
      valueTwo & value,
      valueTwo | ~value,
    ]),
  );
  return [...new Set([...edges, ...near].map((each) => BigInt.asUintN(64, each)))];
}
