import { errnoNumbers, type OciSeccomp, type OciSeccompCondition } from "@sallyport/core";
import type { Architecture } from "@sallyport/helper";
import { abisOf } from "./abi.ts";
import { compileFilter } from "./compile-filter.ts";
import { flagsOfProfile } from "./filter-flags.ts";
import type { FilterRule } from "./filter-rule.ts";
import type { SeccompFilter } from "./seccomp-filter.ts";
import { isPermissive, verdictOf, verdicts } from "./verdicts.ts";

/**
 * The filter for an OCI profile, with the meaning that runc and libseccomp give it. The machine's own ABI is always
 * covered; calls of its other ABIs kill the thread unless the profile has their architecture. Names that an ABI does
 * not know are skipped. Where the default action does not let calls pass, those that are newer than all in the profile
 * fail with ENOSYS, so that programs fall back on older ones.
 * @throws SALLYPORT_INVALID_SECCOMP when the rules are too many for the kernel
 */
export function compileProfile(profile: OciSeccomp, architecture: Architecture): SeccompFilter {
  const { defaultAction, defaultErrnoRet, architectures = [] } = profile;
  const [own, ...others] = abisOf[architecture];
  const program = compileFilter({
    abis: [own, ...others.filter((abi) => architectures.includes(abi.architecture))],
    rules: rulesOfProfile(profile),
    otherwise: verdictOf(defaultAction, defaultErrnoRet),
    otherAbi: verdicts.killThread,
    newerCalls: isPermissive(defaultAction) ? undefined : verdicts.errno + errnoNumbers.ENOSYS,
  });
  return { program, flags: flagsOfProfile(profile) };
}

function rulesOfProfile({ syscalls = [] }: OciSeccomp): FilterRule[] {
  return syscalls.flatMap(({ names, action, errnoRet, args = [] }) => {
    const verdict = verdictOf(action, errnoRet);
    return alternatives(args).map((conditions) => ({ names, conditions, verdict }));
  });
}

/** Where an argument has several conditions, one of all must hold, else all: runc and crun have it so. */
function alternatives(args: readonly OciSeccompCondition[]): (readonly OciSeccompCondition[])[] {
  const isRepeated = new Set(args.map(({ index }) => index)).size < args.length;
  return isRepeated ? args.map((condition) => [condition]) : [args];
}
