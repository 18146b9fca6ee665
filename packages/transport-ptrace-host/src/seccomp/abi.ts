import type { SeccompArchitecture } from "@sallyport/core";
import type { Architecture } from "@sallyport/helper";

/** A way to enter the kernel: each has system call numbers of its own. */
export interface Abi {
  readonly name: "x86_64" | "x86" | "x32" | "aarch64" | "arm";
  /** What a profile calls it. */
  readonly architecture: SeccompArchitecture;
  /** `arch` of `struct seccomp_data`: AUDIT_ARCH_… of linux/audit.h. x32's is that of x86_64. */
  readonly auditArch: number;
  /** The bits of an argument that a profile's conditions are about; 32 of them for x32 too, as libseccomp has it. */
  readonly argumentBits: 32 | 64;
  /** Added to each number. */
  readonly numberBase: number;
}

/** Set in the number of each system call of x32, and of none of x86_64. asm/unistd.h */
export const x32Bit = 0x4000_0000;

const x86_64: Abi = {
  name: "x86_64",
  architecture: "SCMP_ARCH_X86_64",
  auditArch: 0xc000_003e,
  argumentBits: 64,
  numberBase: 0,
};

const x86: Abi = {
  name: "x86",
  architecture: "SCMP_ARCH_X86",
  auditArch: 0x4000_0003,
  argumentBits: 32,
  numberBase: 0,
};

const x32: Abi = {
  name: "x32",
  architecture: "SCMP_ARCH_X32",
  auditArch: x86_64.auditArch,
  argumentBits: 32,
  numberBase: x32Bit,
};

const aarch64: Abi = {
  name: "aarch64",
  architecture: "SCMP_ARCH_AARCH64",
  auditArch: 0xc000_00b7,
  argumentBits: 64,
  numberBase: 0,
};

const arm: Abi = {
  name: "arm",
  architecture: "SCMP_ARCH_ARM",
  auditArch: 0x4000_0028,
  argumentBits: 32,
  numberBase: 0,
};

/** The ABIs of the programs that a machine runs, its own first. */
export const abisOf: Readonly<Record<Architecture, readonly [Abi, ...Abi[]]>> = {
  "x86-64": [x86_64, x86, x32],
  arm64: [aarch64, arm],
};
