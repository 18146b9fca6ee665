import { constant, type PlanBuilder, type Register, seize } from "@sallyport/helper";
import type { JoinRequest, Watch } from "../join-request.ts";

type Tracing = Pick<JoinRequest, "privileged" | "startLimit" | "watch">;

const PR_SET_DUMPABLE = constant("PR_SET_DUMPABLE", 4);

/**
 * Who is not root may trace only what is dumpable (ptrace(2)): the process that joins is, while it is on the host still.
 */
export function prepareTracing(plan: PlanBuilder, { watch, privileged }: Tracing): void {
  if (!isTraced(watch) || privileged) return;
  plan.step("let the process that joins the container be traced");
  setDumpable(plan, 1);
}

/** The supervisor traces it, and with it all that come from it. Nothing on level `none`. */
export function traceJoiner(plan: PlanBuilder, joiner: Register, { watch, privileged }: Tracing): void {
  if (!isTraced(watch)) return;
  plan.step("trace the process that joins the container");
  seize(plan, joiner, watch.level);
  if (!privileged) setDumpable(plan, 0);
  plan.release();
}

/** That process goes on once it is traced. */
export function awaitTracer(plan: PlanBuilder, { watch, privileged, startLimit }: Tracing): void {
  if (!isTraced(watch)) return;
  plan.step("wait to be traced");
  plan.awaitByte(plan.channel, startLimit);
  if (!privileged) setDumpable(plan, 0);
}

function isTraced(watch: Watch | undefined): watch is Watch {
  return watch !== undefined && watch.level !== "none";
}

function setDumpable(plan: PlanBuilder, value: 0 | 1): void {
  plan.call("prctl", [PR_SET_DUMPABLE, value, 0, 0, 0]);
}
