import type { PlanBuilder } from "@sallyport/helper";
import type { Command } from "../join-request.ts";

const IOPRIO_WHO_PROCESS = 1;

export function setAffinity(plan: PlanBuilder, cpus: Uint8Array | undefined): void {
  if (cpus === undefined) return;
  plan.step("set the processors to run on");
  plan.call("sched_setaffinity", [0, cpus.length, plan.data.bytes(cpus, "cpus")]);
}

export function setScheduling(plan: PlanBuilder, { scheduler, ioPriority, personality }: Command): void {
  if (scheduler !== undefined) {
    plan.step("set the scheduling policy");
    plan.call("sched_setattr", [0, plan.data.structure("sched_attr", scheduler), 0]);
  }
  if (ioPriority !== undefined) {
    plan.step("set the I/O priority");
    plan.call("ioprio_set", [IOPRIO_WHO_PROCESS, 0, ioPriority]);
  }
  if (personality !== undefined) {
    plan.step("set the personality");
    plan.call("personality", [personality]);
  }
}
