import { type CapabilityName, capabilityNameList } from "./capability-names.ts";
import type { CapabilityMasks } from "./exec-args.ts";
import type { CapabilitySetName, OciCapabilities } from "./oci-process.ts";
import { quoted } from "./printable.ts";
import { SallyportError } from "./sallyport-error.ts";

const names: readonly string[] = capabilityNameList;

/**
 * The mask of `CAP_…` names, in upper case with their prefix as gVisor demands: bit n is capability n.
 * Throws SALLYPORT_INVALID_CAPABILITY `unknown capability "CAP_FOO"`.
 */
export function capabilityMask(capabilities: readonly string[]): number {
  return Number(capabilities.reduce((mask, name) => mask | bit(name), 0n));
}

/** The names in a mask, by number. Throws SALLYPORT_INVALID_CAPABILITY when a bit has none. */
export function capabilityNames(mask: number): CapabilityName[] {
  if (!Number.isInteger(mask) || mask < 0 || mask >= 2 ** names.length) {
    throw new SallyportError("SALLYPORT_INVALID_CAPABILITY", `capability mask ${mask} has unknown bits`, {
      details: { mask },
    });
  }
  const bits = BigInt(mask);
  return capabilityNameList.filter((_, number) => (bits & (1n << BigInt(number))) !== 0n);
}

/** The masks that `mask` gives for each of the five sets. */
export function capabilityMasks(mask: (set: CapabilitySetName) => number): CapabilityMasks {
  return {
    bounding: mask("bounding"),
    effective: mask("effective"),
    inheritable: mask("inheritable"),
    permitted: mask("permitted"),
    ambient: mask("ambient"),
  };
}

/** The masks of OCI capabilities; a missing set, or no capabilities at all, is zero. */
export function ociCapabilityMasks(capabilities: OciCapabilities | null | undefined): CapabilityMasks {
  return capabilityMasks((set) => capabilityMask(capabilities?.[set] ?? []));
}

export function unionOfMasks(left: number, right: number): number {
  return Number(BigInt(left) | BigInt(right));
}

/** CAP_NET_RAW taken out of every set, as gVisor does for each exec without `--net-raw`. */
export function withoutNetRaw(masks: CapabilityMasks): CapabilityMasks {
  const netRaw = bit("CAP_NET_RAW");
  return capabilityMasks((set) => Number(BigInt(masks[set]) & ~netRaw));
}

function bit(name: string): bigint {
  const number = names.indexOf(name);
  if (number !== -1) return 1n << BigInt(number);
  throw new SallyportError("SALLYPORT_INVALID_CAPABILITY", `unknown capability ${quoted(name)}`, {
    details: { capability: name },
  });
}
