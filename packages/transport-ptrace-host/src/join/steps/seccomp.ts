import { constant, type PlanBuilder, sendListener } from "@sallyport/helper";
import type { Command } from "../join-request.ts";

const PR_SET_NO_NEW_PRIVS = constant("PR_SET_NO_NEW_PRIVS", 38);
const SECCOMP_SET_MODE_FILTER = constant("SECCOMP_SET_MODE_FILTER", 1);
const instructionSize = 8;

export function setNoNewPrivileges(plan: PlanBuilder): void {
  plan.step("set no_new_privs");
  plan.call("prctl", [PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0]);
}

export function installFilters(plan: PlanBuilder, filters: Command["filters"]): void {
  for (const { program, flags, own } of filters) {
    plan.step(`install the ${own === undefined ? "container" : "supervisor"}'s seccomp filter`);
    const instructions = plan.data.bytes(program, "filter");
    const filter = plan.data.structure("sock_fprog", [
      ["length", "u16", program.length / instructionSize],
      ["filter", "u64", instructions],
    ]);
    if (own !== "hands-over") {
      plan.call("seccomp", [SECCOMP_SET_MODE_FILTER, flags, filter]);
      continue;
    }
    const listener = plan.register("listener");
    plan.call("seccomp", [SECCOMP_SET_MODE_FILTER, flags, filter], { into: listener });
    sendListener(plan, listener);
  }
}
