import { errnoName } from "@sallyport/core";
import type { Plan, PlanArgument, PlanOperation, PlanSymbols } from "./plan.ts";
import { conditions, planAddress } from "./plan-format.ts";
import { systemCallName } from "./system-call-number.ts";

const noSymbols: PlanSymbols = {
  steps: [],
  registers: new Map(),
  labels: new Map(),
  processes: [],
  texts: new Map(),
};

type PrintablePlan = Omit<Plan, "symbols" | "data"> & Partial<Pick<Plan, "symbols">>;

/** The plan for people: one line per operation, under the names of their steps and labels. Works without symbols. */
export function printPlan(plan: PrintablePlan): string {
  const symbols = plan.symbols ?? noSymbols;
  const lines: string[] = [];
  for (const [index, operation] of plan.operations.entries()) {
    const label = symbols.labels.get(index);
    if (label !== undefined) lines.push(`${label}:`);
    if (label !== undefined || operation.step !== plan.operations[index - 1]?.step) {
      lines.push(`  # ${stepName(symbols, operation.step)}`);
    }
    lines.push(`  ${String(index).padStart(4)}  ${printOperation(plan, index)}`);
  }
  return `${lines.join("\n")}\n`;
}

/** One operation, as `printPlan` shows it without its number. Throws nothing: an index out of range is said to be one. */
export function printOperation(plan: PrintablePlan, index: number): string {
  const operation = plan.operations[index];
  if (operation === undefined) return `operation ${index} of ${plan.operations.length}`;
  const symbols = plan.symbols ?? noSymbols;
  const result = operation.result === undefined ? "" : `${registerName(symbols, operation.result)} = `;
  return `${result}${printAction(plan, operation, symbols)}${printPolicy(operation, symbols)}`;
}

function stepName(symbols: PlanSymbols, step: number): string {
  return symbols.steps[step] ?? `step ${step}`;
}

function printAction(plan: PrintablePlan, operation: PlanOperation, symbols: PlanSymbols): string {
  const shown = operation.arguments.map((argument) => printArgument(argument, symbols));
  const [first, second = "0", third = "0"] = shown;
  const target = labelName(symbols, operation.target);
  switch (operation.code) {
    case "call":
      return `${systemCallName(plan.architecture, operation.number)}(${shown.join(", ")})`;
    case "execute":
      return `execute ${systemCallName(plan.architecture, operation.number)}(${shown.join(", ")})`;
    case "fork":
      return `fork ${symbols.processes[Number(third)] ?? `process ${third}`} at ${target} with ${first}`;
    case "store":
      return `store ${third} to ${first} (${second} bytes)`;
    case "load":
      return `load ${first} (${second} bytes)`;
    case "jump":
      return `jump to ${target}${printCondition(first, second, third)}`;
    case "set":
      return first ?? "0";
    default:
      return [operation.code, ...shown].join(" ");
  }
}

function printCondition(condition = "0", left: string, right: string): string {
  const found = Object.entries(conditions).find(([, number]) => String(number) === condition);
  return condition === "0" ? "" : ` if ${left} ${found?.[0] ?? condition} ${right}`;
}

function printPolicy({ policy, errnos, target }: PlanOperation, symbols: PlanSymbols): string {
  const listed = errnos.map((errno) => ` ${errnoName(errno)}`).join("");
  switch (policy) {
    case "fail":
      return "";
    case "ignore":
    case "ignore-listed":
      return `  [ignore${listed}]`;
    default:
      return `  [else to ${labelName(symbols, target)}${listed && ` on${listed}`}]`;
  }
}

function printArgument(argument: PlanArgument, symbols: PlanSymbols): string {
  if (argument.kind === "register") return registerName(symbols, argument.register);
  const { value, text } = argument;
  return text ?? symbols.texts.get(value) ?? printNumber(value);
}

/** Small numbers in decimal, also negative ones; addresses within the plan and large numbers in hexadecimal. */
function printNumber(value: bigint): string {
  const signed = BigInt.asIntN(64, value);
  if (value >= planAddress && value < planAddress + 0x1000_0000n) {
    return `plan+0x${(value - planAddress).toString(16)}`;
  }
  return signed > -4096n && signed < 65_536n ? signed.toString() : `0x${value.toString(16)}`;
}

function registerName(symbols: PlanSymbols, register: number): string {
  const name = symbols.registers.get(register);
  return name === undefined ? `r${register}` : `$${name}`;
}

function labelName(symbols: PlanSymbols, index: number): string {
  return symbols.labels.get(index) ?? String(index);
}
