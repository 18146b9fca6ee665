import type { SupervisionLevel } from "@sallyport/core";
import { constant, type Register } from "./operand.ts";
import type { PlanBuilder } from "./plan-builder.ts";
import { traceOptions } from "./trace-options.ts";

const PTRACE_SEIZE = constant("PTRACE_SEIZE", 0x4206);

/**
 * The supervisor traces a process that it forked, and with it all that come from that. Nothing on level `none`. The
 * process must not fork before: it waits for `release`.
 */
export function seize(plan: PlanBuilder, process: Register, level: SupervisionLevel): void {
  if (level !== "none") plan.call("ptrace", [PTRACE_SEIZE, process, 0, traceOptions(level)]);
}
