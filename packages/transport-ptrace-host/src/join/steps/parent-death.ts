import { constant, type PlanBuilder } from "@sallyport/helper";
import type { JoinRequest } from "../join-request.ts";

const PR_SET_PDEATHSIG = constant("PR_SET_PDEATHSIG", 1);
const SIGKILL = 9;

/** Whether the command ends with the supervisor; a change of user has undone what was said before (prctl(2)). */
export function setParentDeathSignal(
  plan: PlanBuilder,
  { leave, orphan }: Pick<JoinRequest, "leave" | "orphan">,
): void {
  plan.step("say what becomes of the command when its supervisor dies");
  plan.call("prctl", [PR_SET_PDEATHSIG, leave || orphan ? 0 : SIGKILL, 0, 0, 0]);
}
