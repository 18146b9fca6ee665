import { SallyportError } from "@sallyport/core";
import { type Architecture, architectures, machines } from "./architecture.ts";
import type { Plan, PlanArgument, PlanOperation } from "./plan.ts";
import {
  errorPolicies,
  maximumErrnos,
  maximumOperations,
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
 * Reads what `encodePlan` wrote; the symbols are lost.
 *
 * @throws SallyportError SALLYPORT_INTERNAL for bytes that are no plan of this version.
 */
export function decodePlan(bytes: Uint8Array): Pick<Plan, "architecture" | "operations" | "data"> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < planHeaderSize || view.getUint32(0, true) !== planMagic) throw malformed("no plan");
  const version = view.getUint16(4, true);
  if (version !== planVersion) throw malformed(`version ${version}, not ${planVersion}`);
  const count = view.getUint32(28, true);
  const operationsOffset = view.getUint32(24, true);
  const dataEnd = planHeaderSize + view.getUint32(20, true);
  const sound =
    view.getUint16(6, true) === operationSize &&
    view.getUint32(12, true) === bytes.length &&
    view.getUint32(16, true) === planHeaderSize &&
    view.getBigUint64(32, true) === planAddress &&
    count >= 1 &&
    count <= maximumOperations &&
    operationsOffset === Math.ceil(dataEnd / 8) * 8 &&
    operationsOffset + count * operationSize === bytes.length;
  if (!sound) throw malformed("lengths that do not fit");
  return {
    architecture: architectureOf(view.getUint32(8, true)),
    data: bytes.slice(planHeaderSize, dataEnd),
    operations: Array.from({ length: count }, (_, index) =>
      decodeOperation(view, operationsOffset + index * operationSize, index, count),
    ),
  };
}

function decodeOperation(view: DataView, start: number, index: number, count: number): PlanOperation {
  const code = nameOf(operationCodes, view.getUint8(start));
  const policy = nameOf(errorPolicies, view.getUint8(start + 2));
  const result = view.getUint8(start + 1);
  const target = view.getUint16(start + 6, true);
  const mask = view.getUint8(start + 3);
  const decoded = Array.from({ length: 6 }, (_, at): PlanArgument => {
    const value = view.getBigUint64(start + 24 + 8 * at, true);
    return (mask & (1 << at)) === 0
      ? { kind: "value", value }
      : { kind: "register", register: value < registerCount ? Number(value) : registerCount };
  });
  const registers = decoded.flatMap((one) => (one.kind === "register" ? [one.register] : []));
  const sound =
    (result === noRegister || result < registerCount) &&
    registers.every((register) => register < registerCount) &&
    target < count &&
    mask < 1 << 6;
  if (code === undefined || policy === undefined || !sound) throw malformed(`operation ${index}`);
  const errnos = Array.from({ length: maximumErrnos }, (_, at) => view.getUint16(start + 12 + 2 * at, true));
  return {
    code,
    policy,
    target,
    step: view.getUint16(start + 4, true),
    number: view.getUint32(start + 8, true),
    result: result === noRegister ? undefined : result,
    errnos: errnos.filter((errno) => errno !== 0),
    arguments: withoutTrailingZeroes(decoded),
  };
}

function withoutTrailingZeroes(all: readonly PlanArgument[]): readonly PlanArgument[] {
  const last = all.findLastIndex((one) => one.kind === "register" || one.value !== 0n);
  return all.slice(0, last + 1);
}

function architectureOf(machine: number): Architecture {
  const found = architectures.find((architecture) => machines[architecture] === machine);
  if (found === undefined) throw malformed(`machine ${machine}`);
  return found;
}

function nameOf<Codes extends Readonly<Record<string, number>>>(codes: Codes, code: number) {
  for (const name in codes) {
    if (codes[name] === code) return name;
  }
  return undefined;
}

function malformed(what: string): SallyportError {
  return new SallyportError("SALLYPORT_INTERNAL", `malformed plan: ${what}`);
}
