import type { PlanBuilder, Register } from "@sallyport/helper";
import { constant, flags } from "@sallyport/helper";
import { type LinuxNamespace, linuxNamespaces } from "../../container/linux-namespaces.ts";
import type { JoinRequest } from "../join-request.ts";

const statusSize = 144;

/**
 * The pidfd of the container's init. It is that of the very process whose /proc folder we were given: in the folder of
 * a process that is gone nothing is found, and while it is there nobody else has its number.
 */
export function holdInit(plan: PlanBuilder, { init }: Pick<JoinRequest, "init">): Register {
  const pidfd = plan.register("init");
  plan.step(initStep);
  plan.call("pidfd_open", [init.pid, 0], { into: pidfd });
  plan.call("newfstatat", [init.directory, plan.data.string("stat"), plan.data.space(statusSize), 0]);
  return pidfd;
}

/** An error of this step means that the container has just stopped. */
export const initStep = "hold the container's init";

/** All in one call: the kernel enters them in an order that works, and all or none. */
export function joinNamespaces(
  plan: PlanBuilder,
  pidfd: Register,
  namespaces: readonly LinuxNamespace[],
): void {
  if (namespaces.length === 0) return;
  plan.step(`join the namespaces ${namespaces.join(", ")}`);
  const set = namespaces.map((name) => constant(`CLONE_NEW${name.toUpperCase()}`, linuxNamespaces[name]));
  plan.call("setns", [pidfd, flags(...set)]);
}
