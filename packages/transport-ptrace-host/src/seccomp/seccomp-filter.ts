import { SallyportError } from "@sallyport/core";
import type { BpfInstruction } from "./bpf.ts";
import { filterFlags } from "./filter-flags.ts";

/** What seccomp(2) is given. */
export interface SeccompFilter {
  readonly program: readonly BpfInstruction[];
  /** SECCOMP_FILTER_FLAG_… */
  readonly flags: number;
}

/**
 * The filters in the order to load them: the supervisor's own goes first, for the container's may forbid to load
 * another. Of equal verdicts the container's counts then, so its SCMP_ACT_TRACE hides our rule's number.
 * @throws SALLYPORT_UNSUPPORTED when both want to be asked, for a process can have one listener only
 */
export function filtersInOrder(own: SeccompFilter | undefined, container: SeccompFilter | undefined) {
  const filters = [own, container].filter((filter) => filter !== undefined);
  if (filters.filter(({ flags }) => (flags & filterFlags.newListener) !== 0).length > 1) {
    throw new SallyportError(
      "SALLYPORT_UNSUPPORTED",
      "the container's seccomp profile has SCMP_ACT_NOTIFY: it cannot be supervised by --supervise enforce",
      { hint: "a process can have one listener only; --supervise audit works" },
    );
  }
  return filters;
}
