import type { Host } from "@sallyport/host";
import type { RuntimeSettings } from "../runtime-settings.ts";
import type { ExecOptions } from "./exec-options.ts";
import type { OpenedStreams } from "./open-streams.ts";
import { superviseHere } from "./supervise-here.ts";
import type { Supervision } from "./supervision.ts";
import { waiterProgram } from "./waiter-program.ts";

/** A detached command, and one with a terminal, which needs a session leader, get a stand-in; others are ours. */
export async function prepareSupervision(
  host: Host,
  settings: RuntimeSettings,
  options: ExecOptions,
  streams: OpenedStreams,
): Promise<Supervision> {
  if (options.detach || streams.replica !== undefined) {
    const { superviseByStandIn } = await import("./supervise-by-stand-in.ts");
    return superviseByStandIn(host, waiterProgram(settings), options, streams);
  }
  return superviseHere(host, options.orphan ? undefined : settings);
}
