import type { Host } from "@sallyport/host";
import type { CommandStreams } from "./command-streams.ts";
import { givenStreams } from "./given-streams.ts";
import { type LeaveTransfer, planStdio } from "./stdio-plan.ts";

/** Our own standard streams for a command that outlives us, as `planStdio` has them. */
export async function openDetachedStdio(host: Host, leave: LeaveTransfer): Promise<CommandStreams> {
  const plan = planStdio(host);
  const transfers = [...plan.outputs, ...(plan.input === undefined ? [] : [plan.input])];
  try {
    await Promise.all(transfers.map(({ source, target }) => leave({ source, target })));
  } catch (error) {
    plan.release();
    throw error;
  } finally {
    for (const { owned } of transfers) host.descriptors.close(owned);
  }
  return givenStreams(plan);
}
