import { SallyportError } from "@sallyport/core";
import type { Architecture, PlanOptions } from "@sallyport/helper";
import type { Host } from "@sallyport/host";
import type { Supervision } from "@sallyport/transport";
import { recordEvents } from "./record-events.ts";
import { type PlannedWatch, watchOf } from "./watch-of.ts";

const unwatched: Supervision = { level: "none", policy: {} };

/**
 * What a plan needs to watch a command, and who listens to what it tells. Throws SALLYPORT_INVALID_POLICY, and
 * SALLYPORT_UNSUPPORTED for what only root can do.
 */
export async function planWatch(
  host: Host,
  supervision: Supervision = unwatched,
  architecture: Architecture,
): Promise<PlannedWatch & { readonly listeners: Partial<PlanOptions> }> {
  const { level, policy, onEvent } = supervision;
  if (level === "enforce" && policy.paths !== undefined && host.process.effectiveUid !== 0) throw needsRoot();
  const planned = await watchOf(supervision, architecture);
  const results = policy.trace?.results === true;
  const listeners = onEvent && recordEvents({ host, calls: planned.calls, results, onEvent });
  return { ...planned, listeners: listeners ?? {} };
}

/** Files are opened by the supervisor, with the rights of whoever asks. */
function needsRoot(): SallyportError {
  return new SallyportError("SALLYPORT_UNSUPPORTED", "paths of a policy can be held to by root alone", {
    details: { transport: "ptrace-host", capability: "supervision", asked: "--policy" },
  });
}
