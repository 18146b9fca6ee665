import { type PlanBuilder, type Register, seize } from "@sallyport/helper";
import type { Watch } from "../join-request.ts";

/** The supervisor traces the process that joins, and with it all that come from that. Nothing on level `none`. */
export function traceJoiner(plan: PlanBuilder, joiner: Register, watch: Watch | undefined): void {
  if (!isTraced(watch)) return;
  plan.step("trace the process that joins the container");
  seize(plan, joiner, watch.level);
  plan.release();
}

/** That process goes on once it is traced. */
export function awaitTracer(plan: PlanBuilder, watch: Watch | undefined, startLimit: number): void {
  if (!isTraced(watch)) return;
  plan.step("wait to be traced");
  plan.awaitByte(plan.channel, startLimit);
}

function isTraced(watch: Watch | undefined): watch is Watch {
  return watch !== undefined && watch.level !== "none";
}
