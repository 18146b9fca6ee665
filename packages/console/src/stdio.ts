import type { Host } from "@sallyport/host";
import type { CommandStreams } from "./command-streams.ts";
import { givenStreams } from "./given-streams.ts";
import { planStdio } from "./stdio-plan.ts";

/** Our own standard streams for the command, as `planStdio` has them; what has to be copied is copied here. */
export async function openStdio(host: Host): Promise<CommandStreams> {
  const plan = planStdio(host);
  if (plan.outputs.length === 0 && plan.input === undefined) return givenStreams(plan);
  const { copyStreams } = await import("./copied-streams.ts");
  return copyStreams(host, plan);
}
