import { SallyportError } from "@sallyport/core";
import { machines } from "./architecture.ts";
import type { Plan, PlanOperation } from "./plan.ts";
import {
  errorPolicies,
  maximumErrnos,
  maximumOperations,
  maximumPlanSize,
  noRegister,
  operationCodes,
  operationSize,
  planAddress,
  planHeaderSize,
  planMagic,
  planVersion,
  registerCount,
} from "./plan-format.ts";

/**
 * The bytes that the supervisor takes.
 *
 * @throws SallyportError SALLYPORT_INTERNAL for what has no room in them, or names what is not there.
 */
export function encodePlan(plan: Pick<Plan, "architecture" | "operations" | "data">): Uint8Array {
  const { operations, data } = plan;
  const operationsOffset = Math.ceil((planHeaderSize + data.length) / 8) * 8;
  const size = operationsOffset + operations.length * operationSize;
  if (operations.length === 0 || operations.length > maximumOperations || size > maximumPlanSize) {
    throw misfit(`${operations.length} operations in ${size} bytes`);
  }
  const bytes = new Uint8Array(size);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, planMagic, true);
  view.setUint16(4, planVersion, true);
  view.setUint16(6, operationSize, true);
  view.setUint32(8, machines[plan.architecture], true);
  view.setUint32(12, size, true);
  view.setUint32(16, planHeaderSize, true);
  view.setUint32(20, data.length, true);
  view.setUint32(24, operationsOffset, true);
  view.setUint32(28, operations.length, true);
  view.setBigUint64(32, planAddress, true);
  bytes.set(data, planHeaderSize);
  for (const [index, operation] of operations.entries()) {
    checkOperation(operation, index, operations.length);
    encodeOperation(view, operationsOffset + index * operationSize, operation);
  }
  return bytes;
}

function encodeOperation(view: DataView, start: number, operation: PlanOperation): void {
  view.setUint8(start, operationCodes[operation.code]);
  view.setUint8(start + 1, operation.result ?? noRegister);
  view.setUint8(start + 2, errorPolicies[operation.policy]);
  view.setUint16(start + 4, operation.step, true);
  view.setUint16(start + 6, operation.target, true);
  view.setUint32(start + 8, operation.number, true);
  for (const [index, errno] of operation.errnos.entries()) {
    view.setUint16(start + 12 + 2 * index, errno, true);
  }
  let registers = 0;
  for (const [index, argument] of operation.arguments.entries()) {
    if (argument.kind === "register") registers |= 1 << index;
    const value = argument.kind === "register" ? BigInt(argument.register) : argument.value;
    view.setBigUint64(start + 24 + 8 * index, value, true);
  }
  view.setUint8(start + 3, registers);
}

function checkOperation(operation: PlanOperation, index: number, count: number): void {
  const { step, target, number, errnos, result } = operation;
  const registers = operation.arguments.flatMap((one) => (one.kind === "register" ? [one.register] : []));
  if (result !== undefined) registers.push(result);
  const fits =
    isWithin(step, 0xffff) &&
    isWithin(number, 0xffff_ffff) &&
    isWithin(target, count - 1) &&
    registers.every((register) => isWithin(register, registerCount - 1)) &&
    errnos.length <= maximumErrnos &&
    errnos.every((errno) => errno > 0 && isWithin(errno, 4095)) &&
    operation.arguments.length <= 6;
  if (!fits) throw misfit(`operation ${index} does not fit: ${operation.code} to ${target}`);
}

function isWithin(value: number, maximum: number): boolean {
  return Number.isInteger(value) && value >= 0 && value <= maximum;
}

function misfit(what: string): SallyportError {
  return new SallyportError("SALLYPORT_INTERNAL", `plan: ${what}`);
}
