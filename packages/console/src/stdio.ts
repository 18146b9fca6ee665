import type { Host } from "@sallyport/host";
import type { CommandStreams } from "./command-streams.ts";
import { givenStreams } from "./given-streams.ts";
import { type LeaveTransfer, planStdio } from "./stdio-plan.ts";

/**
 * Our own standard streams for the command, as `planStdio` has them; what has to be copied is copied here.
 *
 * @param leave goes on with the output into a file that something left behind by the command still holds open
 */
export async function openStdio(host: Host, leave?: LeaveTransfer): Promise<CommandStreams> {
  const plan = planStdio(host);
  if (plan.outputs.length === 0 && plan.input === undefined) return givenStreams(plan);
  const { copyStreams } = await import("./copied-streams.ts");
  return copyStreams(host, plan, leave);
}
