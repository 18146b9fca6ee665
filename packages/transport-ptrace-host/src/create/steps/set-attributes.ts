import { type Constant, flags, type PlanBuilder, type Register } from "@sallyport/helper";
import { AT_EMPTY_PATH, AT_RECURSIVE } from "../mount-constants.ts";
import type { AttributeChange, PropagationChange } from "../mount-options.ts";

/** mount_setattr(2) on the mount that the descriptor stands for; nothing where nothing changes. */
export function setAttributes(
  plan: PlanBuilder,
  mount: Register,
  { set, clear }: AttributeChange,
  options: { readonly recursive?: boolean } = {},
): void {
  if (set.length === 0 && clear.length === 0) return;
  setAttribute(plan, mount, options.recursive === true, { set: flags(...set), clear: flags(...clear) });
}

/** In their order: `slave,shared` is both. */
export function setPropagation(
  plan: PlanBuilder,
  mount: Register,
  changes: readonly PropagationChange[],
): void {
  for (const { type, recursive } of changes) setAttribute(plan, mount, recursive, { propagation: type });
}

function setAttribute(
  plan: PlanBuilder,
  mount: Register,
  recursive: boolean,
  change: Partial<Record<"set" | "clear" | "propagation", Constant>>,
): void {
  const request = plan.data.structure("mount_attr", [
    ["set", "u64", change.set ?? 0],
    ["clear", "u64", change.clear ?? 0],
    ["propagation", "u64", change.propagation ?? 0],
    ["userns", "u64", 0],
  ]);
  const how = flags(AT_EMPTY_PATH, ...(recursive ? [AT_RECURSIVE] : []));
  plan.call("mount_setattr", [mount, plan.data.string(""), how, request, request.size]);
}
