import { type CommandStreams, openDetachedStdio } from "@sallyport/console";
import { leaveToPump } from "@sallyport/helper";
import type { Host } from "@sallyport/host";

/** Our own streams for a command that outlives us; what has to be copied is left to pumps. */
export function openDetached(host: Host, executable: string): Promise<CommandStreams> {
  return openDetachedStdio(host, (transfer) =>
    leaveToPump(host, { executable, reapedElsewhere: true }, transfer),
  );
}
