import type { ExecContext } from "./exec-context.ts";
import type { OpenedStreams } from "./open-streams.ts";
import { superviseHere } from "./supervise-here.ts";
import type { Supervision } from "./supervision.ts";
import { waiterProgram } from "./waiter-program.ts";

/** A detached command, and one with a terminal, which needs a session leader, get a stand-in; others are ours. */
export async function prepareSupervision(
  { host, settings, options, target }: ExecContext,
  streams: OpenedStreams,
): Promise<Supervision> {
  if (target.capabilities.hostProcesses) {
    const { superviseHostProcess } = await import("./supervise-host-process.ts");
    return superviseHostProcess(host, settings, options, streams);
  }
  if (options.detach || streams.replica !== undefined) {
    const { superviseByStandIn } = await import("./supervise-by-stand-in.ts");
    return superviseByStandIn(host, waiterProgram(settings), options, streams);
  }
  return superviseHere(host, options.orphan ? undefined : settings);
}
