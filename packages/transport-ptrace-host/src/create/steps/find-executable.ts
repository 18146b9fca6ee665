import { constant, type PlanBuilder } from "@sallyport/helper";
import type { Command } from "../../join/join-request.ts";
import { AT_FDCWD } from "../../join/kernel-constants.ts";
import { executeStep } from "../../join/steps/execute.ts";

const X_OK = constant("X_OK", 1);
const AT_EACCESS = constant("AT_EACCESS", 0x200);
const refusals = { ENOENT: 2, EACCES: 13, ENOTDIR: 20 } as const;

/** Whoever creates a container wants to hear of a program that is not there now, not when it is started. */
export function findExecutable(plan: PlanBuilder, { candidates }: Command): void {
  const found = plan.label("found");
  const result = plan.register("access");
  plan.step(executeStep);
  plan.set(result, -refusals.ENOENT);
  for (const path of candidates) {
    const next = plan.label("next");
    plan.call("faccessat2", [AT_FDCWD, plan.data.string(path), X_OK, AT_EACCESS], {
      into: result,
      onError: "ignore",
    });
    for (const errno of Object.values(refusals)) plan.jumpIf(result, "equal", -errno, next);
    plan.jump(found);
    plan.place(next);
  }
  plan.fail(result);
  plan.place(found);
}
