import { abisOf } from "./abi.ts";
import { type BpfInstruction, bpfCodes, dataOffsets } from "./bpf.ts";
import { forEachSyscall } from "./for-each-syscall.ts";
import { printVerdict } from "./print-verdict.ts";
import { type ProgramState, programStates } from "./program-states.ts";

/** A line for each instruction, with its number, which jumps refer to: ` 12  if >= 435 (clone3) goto 13 else 20`. */
export function printProgram(program: readonly BpfInstruction[]): string[] {
  const states = programStates(program);
  const width = String(program.length - 1).length;
  return program.map((instruction, at) => {
    const text = printInstruction(instruction, at, states[at]);
    return `${String(at).padStart(width)}  ${text}`;
  });
}

const comparisons = new Map<number, string>([
  [bpfCodes.jeq, "=="],
  [bpfCodes.jgt, ">"],
  [bpfCodes.jge, ">="],
  [bpfCodes.jset, "&"],
]);

function printInstruction(
  { code, k, jt, jf }: BpfInstruction,
  at: number,
  state: ProgramState | undefined,
): string {
  if (code === bpfCodes.load) return `load ${printWord(k)}`;
  if (code === bpfCodes.and) return `and ${hex(k)}`;
  if (code === bpfCodes.jump) return `goto ${at + 1 + k}`;
  if (code === bpfCodes.return) return `return ${printVerdict(k)}`;
  const comparison = comparisons.get(code);
  if (comparison === undefined) return `unknown code ${hex(code)}`;
  return `if ${comparison} ${printConstant(k, state)} goto ${at + 1 + jt} else ${at + 1 + jf}`;
}

function printWord(offset: number): string {
  if (offset === dataOffsets.number) return "number";
  if (offset === dataOffsets.arch) return "architecture";
  const argument = Math.floor((offset - dataOffsets.low(0)) / 8);
  if (offset === dataOffsets.low(argument)) return `argument ${argument}, low word`;
  if (offset === dataOffsets.high(argument)) return `argument ${argument}, high word`;
  return `word at ${offset}`;
}

function printConstant(value: number, state: ProgramState | undefined): string {
  if (state?.word === dataOffsets.arch) return named(hex(value), archNames(value));
  if (state?.word !== dataOffsets.number) return hex(value);
  return named(String(value), state.auditArch === undefined ? "" : callName(state.auditArch, value));
}

function named(value: string, name: string): string {
  return name === "" ? value : `${value} (${name})`;
}

function archNames(auditArch: number): string {
  return abisOfArch(auditArch)
    .map(({ name }) => name)
    .join(" or ");
}

function callName(auditArch: number, wanted: number): string {
  let found = "";
  for (const abi of abisOfArch(auditArch)) {
    forEachSyscall(abi, (name, number) => {
      if (number === wanted) found = name;
    });
  }
  return found;
}

function abisOfArch(auditArch: number) {
  return Object.values(abisOf)
    .flat()
    .filter((abi) => abi.auditArch === auditArch);
}

function hex(value: number): string {
  return `0x${value.toString(16)}`;
}
