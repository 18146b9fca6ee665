import type { PlanBuilder } from "@sallyport/helper";
import type { Rlimit } from "../../process/rlimits.ts";

/** By a process that has the host's capabilities still: others cannot raise a hard limit. */
export function setRlimits(plan: PlanBuilder, limits: readonly Rlimit[]): void {
  for (const { name, resource, soft, hard } of limits) {
    plan.step(`set ${name} to ${soft}:${hard}`);
    const limit = plan.data.structure("rlimit", [
      ["soft", "u64", soft],
      ["hard", "u64", hard],
    ]);
    plan.call("prlimit64", [0, resource, limit, 0]);
  }
}
