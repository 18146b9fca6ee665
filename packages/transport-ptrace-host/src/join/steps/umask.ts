import type { PlanBuilder } from "@sallyport/helper";

export function setUmask(plan: PlanBuilder, umask: number | undefined): void {
  if (umask === undefined) return;
  plan.step("set the umask");
  plan.call("umask", [umask]);
}
