import { constant, type PlanBuilder } from "@sallyport/helper";
import type { Command } from "../join-request.ts";

// linux/prctl.h and linux/capability.h
const PR_SET_KEEPCAPS = constant("PR_SET_KEEPCAPS", 8);
const PR_CAPBSET_DROP = constant("PR_CAPBSET_DROP", 24);
const PR_CAP_AMBIENT = constant("PR_CAP_AMBIENT", 47);
const PR_CAP_AMBIENT_RAISE = constant("PR_CAP_AMBIENT_RAISE", 2);
const PR_CAP_AMBIENT_CLEAR_ALL = constant("PR_CAP_AMBIENT_CLEAR_ALL", 4);
const LINUX_CAPABILITY_VERSION_3 = 0x2008_0522;

/** Everything but the command's bounding set. */
export function dropBoundingSet(plan: PlanBuilder, { capabilities, lastCapability }: Command): void {
  plan.step("drop capabilities from the bounding set");
  for (let capability = 0; capability <= lastCapability; capability++) {
    if (has(capabilities.bounding, capability)) continue;
    plan.call("prctl", [PR_CAPBSET_DROP, capability, 0, 0, 0]);
  }
}

/** The other four sets. An ambient capability that is not inheritable is left out, as by runc. */
export function setCapabilities(plan: PlanBuilder, { capabilities, lastCapability }: Command): void {
  const { effective, permitted, inheritable, ambient } = capabilities;
  plan.step("set capabilities");
  const header = plan.data.structure("capability_header", [
    ["version", "u32", LINUX_CAPABILITY_VERSION_3],
    ["pid", "u32", 0],
  ]);
  const sets = plan.data.structure("capability_data", [
    ["effective", "u32", low(effective)],
    ["permitted", "u32", low(permitted)],
    ["inheritable", "u32", low(inheritable)],
    ["effectiveHigh", "u32", high(effective)],
    ["permittedHigh", "u32", high(permitted)],
    ["inheritableHigh", "u32", high(inheritable)],
  ]);
  plan.call("capset", [header, sets]);
  plan.call("prctl", [PR_SET_KEEPCAPS, 0, 0, 0, 0]);
  plan.step("set ambient capabilities");
  plan.call("prctl", [PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0]);
  for (let capability = 0; capability <= lastCapability; capability++) {
    if (!has(ambient, capability)) continue;
    plan.call("prctl", [PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, capability, 0, 0], {
      onError: { ignore: ["EPERM"] },
    });
  }
}

function has(mask: number, capability: number): boolean {
  return ((BigInt(mask) >> BigInt(capability)) & 1n) === 1n;
}

function low(mask: number): bigint {
  return BigInt(mask) & 0xffff_ffffn;
}

function high(mask: number): bigint {
  return BigInt(mask) >> 32n;
}
