/** `struct sock_filter`: one instruction of classic BPF. linux/filter.h */
export interface BpfInstruction {
  readonly code: number;
  /** Instructions to skip when the comparison holds. */
  readonly jt: number;
  /** Instructions to skip when it does not. */
  readonly jf: number;
  readonly k: number;
}

/** The codes that filters for seccomp are made of. linux/bpf_common.h */
export const bpfCodes = {
  /** A := the word at offset k of `struct seccomp_data`. */
  load: 0x20,
  /** A := A & k */
  and: 0x54,
  /** Skip k instructions. */
  jump: 0x05,
  jeq: 0x15,
  jgt: 0x25,
  jge: 0x35,
  /** Holds when A & k is not 0. */
  jset: 0x45,
  /** The verdict is k. */
  return: 0x06,
} as const;

/** Comparisons of the accumulator with a constant, unsigned. */
export type Comparison = "jeq" | "jgt" | "jge" | "jset";

/** The kernel takes no longer program. BPF_MAXINSNS of linux/bpf_common.h */
export const maximumInstructions = 4096;

/** Offsets in `struct seccomp_data` of a little-endian machine. linux/seccomp.h */
export const dataOffsets = {
  number: 0,
  arch: 4,
  low: (argument: number) => 16 + 8 * argument,
  high: (argument: number) => 20 + 8 * argument,
} as const;
