import { constant, type PlanBuilder, type Value } from "@sallyport/helper";
import type { JoinRequest } from "../join-request.ts";

const PR_SET_KEEPCAPS = constant("PR_SET_KEEPCAPS", 8);

/** In a user namespace that was just entered nobody's ids have a meaning. */
export function becomeRoot(plan: PlanBuilder): void {
  plan.step("become root of the container's user namespace");
  plan.call("setresgid", [0, 0, 0]);
  plan.call("setresuid", [0, 0, 0]);
}

/** Capabilities are kept, to be cut to the command's own afterwards. */
export function becomeUser(
  plan: PlanBuilder,
  { command, deniesGroups }: Pick<JoinRequest, "command" | "deniesGroups">,
): void {
  const { uid, gid, additionalGids } = command;
  plan.step("keep capabilities");
  plan.call("prctl", [PR_SET_KEEPCAPS, 1, 0, 0, 0]);
  if (!deniesGroups) {
    plan.step(`set additional groups ${additionalGids.join(", ")}`);
    plan.call("setgroups", [additionalGids.length, groupList(plan, additionalGids)]);
  }
  plan.step(`set group ${gid}`);
  plan.call("setresgid", [gid, gid, gid]);
  plan.step(`set user ${uid}`);
  plan.call("setresuid", [uid, uid, uid]);
}

function groupList(plan: PlanBuilder, groups: readonly number[]): Value {
  if (groups.length === 0) return 0;
  return plan.data.bytes(new Uint8Array(Uint32Array.from(groups).buffer), "groups");
}
