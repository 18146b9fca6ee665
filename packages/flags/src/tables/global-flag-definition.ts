import type { FlagDefinition } from "../flag-table.ts";
import type { GvisorRelease } from "./gvisor-release.ts";

export interface GlobalFlagDefinition<Value = unknown, Absent = unknown> extends FlagDefinition<
  Value,
  Absent
> {
  /** The gVisor releases that know it; none for a flag of sallyport's own. */
  readonly releases: readonly GvisorRelease[];
}
