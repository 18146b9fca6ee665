/** What a plan is for, with the number that its header carries: the ELF machine (elf.h). */
export const machines = { "x86-64": 62, arm64: 183 } as const;

export type Architecture = keyof typeof machines;

export const architectures: readonly Architecture[] = ["x86-64", "arm64"];
