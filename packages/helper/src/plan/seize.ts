import { constant, flags, type Register } from "./operand.ts";
import type { PlanBuilder } from "./plan-builder.ts";
import type { SupervisionLevel } from "./supervision.ts";

const PTRACE_SEIZE = constant("PTRACE_SEIZE", 0x4206);

/** What the supervisor counts on: the tree ends with it, and tells its births, programs and, when asked, its calls. */
const treeOptions = [
  constant("PTRACE_O_EXITKILL", 0x10_0000),
  constant("PTRACE_O_TRACESYSGOOD", 1),
  constant("PTRACE_O_TRACEFORK", 2),
  constant("PTRACE_O_TRACEVFORK", 4),
  constant("PTRACE_O_TRACECLONE", 8),
  constant("PTRACE_O_TRACEEXEC", 16),
];
const PTRACE_O_TRACESECCOMP = constant("PTRACE_O_TRACESECCOMP", 128);

/**
 * The supervisor traces a process that it forked, and with it all that come from that. Nothing on level `none`. The
 * process must not fork before: it waits for `release`.
 */
export function seize(plan: PlanBuilder, process: Register, level: SupervisionLevel): void {
  if (level === "none") return;
  const options = level === "tree" ? treeOptions : [...treeOptions, PTRACE_O_TRACESECCOMP];
  plan.call("ptrace", [PTRACE_SEIZE, process, 0, flags(...options)]);
}
