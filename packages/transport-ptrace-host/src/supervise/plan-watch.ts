import type { Architecture, PlanOptions } from "@sallyport/helper";
import type { Host } from "@sallyport/host";
import type { Supervision } from "@sallyport/transport";
import { recordEvents } from "./record-events.ts";
import { type PlannedWatch, watchOf } from "./watch-of.ts";

const unwatched: Supervision = { level: "none", policy: {} };

/** What a plan needs to watch a command, and who listens to what it tells. Throws SALLYPORT_INVALID_POLICY. */
export async function planWatch(
  host: Host,
  supervision: Supervision = unwatched,
  architecture: Architecture,
): Promise<PlannedWatch & { readonly listeners: Partial<PlanOptions> }> {
  const planned = await watchOf(supervision, architecture);
  const { policy, onEvent } = supervision;
  const results = policy.trace?.results === true;
  const listeners = onEvent && recordEvents({ host, calls: planned.calls, results, onEvent });
  return { ...planned, listeners: listeners ?? {} };
}
