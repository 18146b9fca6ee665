import { constant, type PlanBuilder } from "@sallyport/helper";

const KEYCTL_JOIN_SESSION_KEYRING = constant("KEYCTL_JOIN_SESSION_KEYRING", 1);

/** A session keyring of its own, so that the caller's keys stay the caller's. Kernels without keys have none to share. */
export function newKeyring(plan: PlanBuilder, name: string | undefined): void {
  if (name === undefined) return;
  plan.step("join a new session keyring");
  plan.call("keyctl", [KEYCTL_JOIN_SESSION_KEYRING, plan.data.string(name), 0, 0, 0], {
    onError: { ignore: ["ENOSYS"] },
  });
}
