import type { OciDeviceRule } from "@sallyport/core";
import { deviceRules } from "./device-rules.ts";

// linux/bpf.h: struct bpf_cgroup_dev_ctx has the access in the upper half of its first number, the type in the lower.
const deviceTypes: Readonly<Record<string, number>> = { b: 1, c: 2 };
const accessBits: Readonly<Record<string, number>> = { m: 1, r: 2, w: 4 };
const offsets = { access: 0, major: 4, minor: 8 };

/** One instruction of eBPF: operation, its registers, a distance, a number. */
type Instruction = readonly [code: number, target: number, source: number, distance: number, number: number];

const registers = { result: 0, context: 1, type: 2, access: 3, major: 4, minor: 5 };
const load = (target: number, offset: number): Instruction => [0x61, target, registers.context, offset, 0];
const copy = (target: number, source: number): Instruction => [0xbc, target, source, 0, 0];
const and = (target: number, number: number): Instruction => [0x54, target, 0, 0, number];
const shiftRight = (target: number, number: number): Instruction => [0x74, target, 0, 0, number];
const set = (target: number, number: number): Instruction => [0xb7, target, 0, 0, number];
const exit: Instruction = [0x95, 0, 0, 0, 0];
/** To behind the rule, whose length is known only when it is whole. */
const unlessEqual = (left: number, number: number): Instruction => [0x55, left, 0, 0, number];
const unlessSame = (left: number, right: number): Instruction => [0x5d, left, right, 0, 0];
const ifEqual = (left: number, number: number): Instruction => [0x15, left, 0, 0, number];

/** The rules as a program for cgroup v2 (BPF_PROG_TYPE_CGROUP_DEVICE): the last one that fits counts, else it is denied. */
export function deviceFilter(listed: readonly OciDeviceRule[]): Uint8Array {
  const instructions = [
    load(registers.type, offsets.access),
    copy(registers.access, registers.type),
    and(registers.type, 0xffff),
    shiftRight(registers.access, 16),
    load(registers.major, offsets.major),
    load(registers.minor, offsets.minor),
    ...deviceRules(listed)
      .toReversed()
      .flatMap((rule) => ruleInstructions(rule)),
    set(registers.result, 0),
    exit,
  ];
  const bytes = new Uint8Array(8 * instructions.length);
  const view = new DataView(bytes.buffer);
  for (const [index, [code, target, source, distance, number]] of instructions.entries()) {
    view.setUint8(8 * index, code);
    view.setUint8(8 * index + 1, target | (source << 4));
    view.setInt16(8 * index + 2, distance, true);
    view.setInt32(8 * index + 4, number, true);
  }
  return bytes;
}

function ruleInstructions({ allow, type = "a", major, minor, access }: OciDeviceRule): Instruction[] {
  const scratch = registers.context;
  const bits = (access || "rwm").split("").reduce((sum, letter) => sum | (accessBits[letter] ?? 0), 0);
  const number = deviceTypes[type];
  const conditions: Instruction[] = [
    ...(number === undefined ? [] : [unlessEqual(registers.type, number)]),
    copy(scratch, registers.access),
    and(scratch, bits),
    // All of what is wanted has to be allowed; any of it may be denied.
    allow ? unlessSame(scratch, registers.access) : ifEqual(scratch, 0),
    ...(isAny(major) || number === undefined ? [] : [unlessEqual(registers.major, major)]),
    ...(isAny(minor) || number === undefined ? [] : [unlessEqual(registers.minor, minor)]),
  ];
  const rule = [...conditions, set(registers.result, allow ? 1 : 0), exit];
  return rule.map(([code, target, source, distance, value], index) =>
    isJump(code)
      ? [code, target, source, rule.length - index - 1, value]
      : [code, target, source, distance, value],
  );
}

function isAny(number: number | undefined): number is undefined {
  return number === undefined || number < 0;
}

function isJump(code: number): boolean {
  return code === 0x55 || code === 0x5d || code === 0x15;
}
