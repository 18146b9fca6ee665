import { type BpfInstruction, bpfCodes, dataOffsets } from "../../src/seccomp/bpf.ts";

/** `struct seccomp_data` without the instruction pointer. */
export interface SyscallData {
  readonly arch: number;
  readonly number: number;
  readonly args: readonly bigint[];
}

export interface SimulatedRun {
  readonly verdict: number;
  readonly steps: number;
}

/** Runs a filter as the kernel does; what the kernel would refuse throws. */
export function simulate(program: readonly BpfInstruction[], data: SyscallData): SimulatedRun {
  let accumulator = 0;
  let at = 0;
  for (let steps = 1; ; steps++) {
    const instruction = program[at];
    if (instruction === undefined) throw new RangeError(`no instruction ${at}`);
    const { code, k, jt, jf } = instruction;
    at++;
    switch (code) {
      case bpfCodes.load:
        accumulator = load(data, k);
        break;
      case bpfCodes.and:
        accumulator = (accumulator & k) >>> 0;
        break;
      case bpfCodes.jump:
        at += k;
        break;
      case bpfCodes.jeq:
        at += accumulator === k ? jt : jf;
        break;
      case bpfCodes.jgt:
        at += accumulator > k ? jt : jf;
        break;
      case bpfCodes.jge:
        at += accumulator >= k ? jt : jf;
        break;
      case bpfCodes.jset:
        at += (accumulator & k) === 0 ? jf : jt;
        break;
      case bpfCodes.return:
        return { verdict: k, steps };
      default:
        throw new RangeError(`instruction ${at - 1} has the unknown code ${code}`);
    }
  }
}

function load({ arch, number, args }: SyscallData, offset: number): number {
  if (offset === dataOffsets.number) return number;
  if (offset === dataOffsets.arch) return arch;
  const argument = args[Math.floor((offset - 16) / 8)];
  if (argument === undefined || offset % 4 !== 0) throw new RangeError(`no word at ${offset}`);
  return Number(BigInt.asUintN(32, offset % 8 === 0 ? argument : argument >> 32n));
}
