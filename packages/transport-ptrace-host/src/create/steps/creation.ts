import type { PlanBuilder, Register } from "@sallyport/helper";
import { containerPaths, type ContainerPaths } from "./container-paths.ts";

/** What the steps that build a container share. Registers are for one step at a time. */
export interface Creation {
  readonly plan: PlanBuilder;
  readonly paths: ContainerPaths;
  /** A mount that is not yet, or no longer, looked up by its path. */
  readonly mount: Register;
  readonly fileSystem: Register;
  readonly target: Register;
  readonly result: Register;
}

export function beginCreation(plan: PlanBuilder): Creation {
  return {
    plan,
    paths: containerPaths(plan, plan.register("root")),
    mount: plan.register("mount"),
    fileSystem: plan.register("file system"),
    target: plan.register("target"),
    result: plan.register("result"),
  };
}
