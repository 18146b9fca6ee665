import {
  capabilityMask,
  capabilityMasks,
  ociCapabilityMasks,
  unionOfMasks,
  withoutNetRaw,
} from "./capabilities.ts";
import type { ContainerRecord } from "./container-record.ts";
import type { CapabilityMasks } from "./exec-args.ts";
import type { RequestedProcess } from "./exec-request.ts";
import type { ExecRules } from "./exec-rules.ts";
import type { OciCapabilities } from "./oci-process.ts";
import { withContext } from "./sallyport-error.ts";

/**
 * The five capability sets of an exec. CAP_NET_RAW is taken out of all of them unless `netRaw`: engines name it
 * for every exec, so it says nothing about what the container may do.
 */
export function execCapabilities(
  requested: RequestedProcess,
  container: ContainerRecord,
  { rules, netRaw }: { readonly rules: ExecRules; readonly netRaw: boolean },
): CapabilityMasks {
  const masks = chosen(requested, container.process.capabilities, rules);
  return netRaw ? masks : withoutNetRaw(masks);
}

function chosen(
  requested: RequestedProcess,
  container: OciCapabilities | null | undefined,
  rules: ExecRules,
): CapabilityMasks {
  const listed = requested.kind === "specification" ? requested.process.capabilities : undefined;
  if (listed) return within("error creating capabilities", () => masksOf(listed, rules));
  const names = requested.kind === "overrides" ? requested.capabilities : [];
  const list = within("capabilities error", () => capabilityMask(names));
  if (list !== 0 && rules.capabilities !== "add") return replaced(list, rules.capabilities);
  const base = within("creating capabilities", () => masksOf(container, rules));
  return list === 0 ? base : added(base, list, Boolean(container?.inheritable));
}

function masksOf(capabilities: OciCapabilities | null | undefined, rules: ExecRules): CapabilityMasks {
  return ociCapabilityMasks(
    rules.ambientAndNoNewPrivileges ? capabilities : { ...capabilities, ambient: undefined },
  );
}

function replaced(list: number, how: "replace" | "replace-usable"): CapabilityMasks {
  const left = how === "replace" ? "ambient" : "inheritable";
  return capabilityMasks((set) => (set === left ? 0 : list));
}

/** Never into the inheritable set (CVE-2022-29162), and ambient only where the container has an inheritable one. */
function added(base: CapabilityMasks, list: number, hasInheritable: boolean): CapabilityMasks {
  return capabilityMasks((set) => {
    const untouched = set === "inheritable" || (set === "ambient" && !hasInheritable);
    return untouched ? base[set] : unionOfMasks(base[set], list);
  });
}

function within<T>(prefix: string, compute: () => T): T {
  try {
    return compute();
  } catch (error) {
    throw withContext(prefix, error);
  }
}
