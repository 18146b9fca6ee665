import type { OciSeccomp, SeccompFlag } from "@sallyport/core";

/** Flags of seccomp(2), SECCOMP_SET_MODE_FILTER. linux/seccomp.h */
export const filterFlags = {
  log: 1 << 1,
  specAllow: 1 << 2,
  newListener: 1 << 3,
  waitKillable: 1 << 5,
} as const;

const bits: Readonly<Record<SeccompFlag, number>> = {
  // For the other threads of who loads a filter; it has none.
  SECCOMP_FILTER_FLAG_TSYNC: 0,
  SECCOMP_FILTER_FLAG_LOG: filterFlags.log,
  SECCOMP_FILTER_FLAG_SPEC_ALLOW: filterFlags.specAllow,
  SECCOMP_FILTER_FLAG_WAIT_KILLABLE_RECV: filterFlags.waitKillable,
};

/** The flags to load a profile's filter with. Where it has no list, speculation is allowed, as by runc and crun. */
export function flagsOfProfile({ flags, syscalls = [] }: OciSeccomp): number {
  const named = (flags ?? ["SECCOMP_FILTER_FLAG_SPEC_ALLOW"]).reduce((all, flag) => all | bits[flag], 0);
  const notifies = syscalls.some(({ action }) => action === "SCMP_ACT_NOTIFY");
  // The kernel takes it with a listener only.
  return notifies ? named | filterFlags.newListener : named & ~filterFlags.waitKillable;
}
