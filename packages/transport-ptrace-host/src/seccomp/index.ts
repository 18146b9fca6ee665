export { type BpfInstruction } from "./bpf.ts";
export { compileProfile } from "./compile-profile.ts";
export { decodeProgram, encodeProgram } from "./encode-program.ts";
export { filterFlags, flagsOfProfile } from "./filter-flags.ts";
export { isSyscallName } from "./is-syscall-name.ts";
export { printProgram } from "./print-program.ts";
export { filtersInOrder, type SeccompFilter } from "./seccomp-filter.ts";
export { type AuditRule, compileAudit, compileEnforcement, type Enforcement } from "./supervision-filter.ts";
