import { type BpfInstruction, bpfCodes, dataOffsets } from "./bpf.ts";

/** What is known in front of an instruction, on whatever way it is reached. */
export interface ProgramState {
  /** Offset of the word that the accumulator holds. */
  readonly word: number | undefined;
  /** The AUDIT_ARCH_… that the call is of. */
  readonly auditArch: number | undefined;
}

/** The states of a program, whose jumps all go forward; undefined where no way leads to. */
export function programStates(program: readonly BpfInstruction[]): (ProgramState | undefined)[] {
  const states: (ProgramState | undefined)[] = [{ word: undefined, auditArch: undefined }];
  const arrive = (at: number, state: ProgramState) => {
    const known = states[at];
    states[at] = known === undefined ? state : common(known, state);
  };
  for (const [at, { code, k, jt, jf }] of program.entries()) {
    const state = states[at];
    if (state === undefined || code === bpfCodes.return) continue;
    if (code === bpfCodes.jump) arrive(at + 1 + k, state);
    else if (code === bpfCodes.load) arrive(at + 1, { ...state, word: k });
    else if (code === bpfCodes.and) arrive(at + 1, state);
    else {
      const tellsArch = state.word === dataOffsets.arch && code === bpfCodes.jeq;
      arrive(at + 1 + jt, tellsArch ? { ...state, auditArch: k } : state);
      arrive(at + 1 + jf, state);
    }
  }
  return states;
}

function common(left: ProgramState, right: ProgramState): ProgramState {
  return {
    word: left.word === right.word ? left.word : undefined,
    auditArch: left.auditArch === right.auditArch ? left.auditArch : undefined,
  };
}
