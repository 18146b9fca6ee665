import type { PlanArgument } from "./plan.ts";

/** Where the result of one operation waits for another. */
export interface Register {
  readonly kind: "register";
  readonly register: number;
}

/** Something in the plan's data, by the absolute address that it will have. */
export interface Pointer {
  readonly kind: "pointer";
  readonly address: bigint;
  /** Bytes. */
  readonly size: number;
}

/** A number under the name that the kernel's headers give it. */
export interface Constant {
  readonly kind: "constant";
  readonly value: bigint;
  readonly name: string;
}

/** Numbers may be negative: AT_FDCWD is -100. */
export type Operand = number | bigint | Constant | Pointer | Register;

/** An operand that is known when the plan is made. */
export type Value = Exclude<Operand, Register>;

const mask64 = 0xffff_ffff_ffff_ffffn;

/** Example: `constant("O_PATH", 0o10000000)`. */
export function constant(name: string, value: number | bigint): Constant {
  return { kind: "constant", name, value: bits(value) };
}

/** Several constants or'ed: `O_PATH|O_CLOEXEC`; none is 0. */
export function flags(...constants: readonly Constant[]): Constant {
  const value = constants.reduce((sum, one) => sum | one.value, 0n);
  return { kind: "constant", name: constants.map(({ name }) => name).join("|") || "0", value };
}

/** The 64 bits of a number, as two's complement. */
function bits(value: number | bigint): bigint {
  return BigInt(value) & mask64;
}

export function valueOf(operand: Value): bigint {
  if (typeof operand === "object") return operand.kind === "pointer" ? operand.address : operand.value;
  return bits(operand);
}

export function argumentOf(operand: Operand): PlanArgument {
  if (typeof operand !== "object") return { kind: "value", value: bits(operand) };
  if (operand.kind === "register") return { kind: "register", register: operand.register };
  const value = valueOf(operand);
  return operand.kind === "constant"
    ? { kind: "value", value, text: operand.name }
    : { kind: "value", value };
}
