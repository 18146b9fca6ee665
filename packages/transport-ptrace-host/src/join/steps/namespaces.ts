import type { PlanBuilder, Register } from "@sallyport/helper";
import { constant, flags } from "@sallyport/helper";
import { type LinuxNamespace, linuxNamespaces } from "../../container/linux-namespaces.ts";
import { closeGaps } from "./descriptors.ts";
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

/**
 * Closes what leads to the host before anybody is born inside: a process of the container that may trace others could
 * go the same way (CVE-2016-9962).
 */
export function leaveHost(
  plan: PlanBuilder,
  pidfd: Register,
  { init, command }: Pick<JoinRequest, "init" | "command">,
): void {
  plan.step("close what leads to the host");
  plan.call("close", [pidfd]);
  closeGaps(plan, command.descriptors, init.directory);
}
