import type { SupervisionLevel } from "@sallyport/core";
import { type Constant, constant, flags } from "./operand.ts";

/** What the supervisor counts on: the tree ends with it, and nobody is born into the tree unseen. */
const treeOptions = [
  constant("PTRACE_O_EXITKILL", 0x10_0000),
  constant("PTRACE_O_TRACESYSGOOD", 1),
  constant("PTRACE_O_TRACEFORK", 2),
  constant("PTRACE_O_TRACEVFORK", 4),
  constant("PTRACE_O_TRACECLONE", 8),
];
const PTRACE_O_TRACEEXEC = constant("PTRACE_O_TRACEEXEC", 16);
const PTRACE_O_TRACESECCOMP = constant("PTRACE_O_TRACESECCOMP", 128);

/** ptrace(2)'s options until the command has started, and while everything is reported. */
export function traceOptions(level: SupervisionLevel): Constant {
  return flags(quietTraceOptions(level), PTRACE_O_TRACEEXEC);
}

/** Without a stop for each program that is executed, which is a fifth of all stops of a shell's loop. */
export function quietTraceOptions(level: SupervisionLevel): Constant {
  return flags(...treeOptions, ...(level === "tree" ? [] : [PTRACE_O_TRACESECCOMP]));
}
