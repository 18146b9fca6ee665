import { constant, type PlanBuilder } from "@sallyport/helper";

const SIG_BLOCK = 0;
const SIGCHLD_BIT = 1n << 16n;
const signalSetSize = 8;
const WNOHANG = constant("WNOHANG", 1);
const PR_SET_DUMPABLE = 4;

/**
 * The process stays as the init of its pid namespace: it reaps, and no more. Who is not root may look into it, as else
 * its user could not enter its namespaces.
 */
export function reapForEver(plan: PlanBuilder, { privileged }: { readonly privileged: boolean }): void {
  const { data } = plan;
  const wait = plan.label("wait for children");
  const reap = plan.label("reap");
  const reaped = plan.register("reaped");
  const set = data.structure("sigset", [["signals", "u64", SIGCHLD_BIT]]);
  plan.step("reap");
  plan.call("rt_sigprocmask", [SIG_BLOCK, set, 0, signalSetSize]);
  if (!privileged) plan.call("prctl", [PR_SET_DUMPABLE, 1, 0, 0, 0]);
  plan.announceStart();
  plan.call("close", [plan.channel]);
  plan.jump(reap);
  plan.place(wait);
  plan.call("rt_sigtimedwait", [set, 0, 0, signalSetSize], { onError: "ignore" });
  plan.place(reap);
  plan.call("wait4", [-1, 0, WNOHANG, 0], { into: reaped, onError: "ignore" });
  plan.jumpIf(reaped, "less", 1, wait);
  plan.jump(reap);
}
