import { type Host, readText } from "@sallyport/host";
import { isGone } from "./is-gone.ts";
import { parseProcessStat } from "./process-stat.ts";

/** Clock ticks after boot at which the process began: tells it from a later one of its number. 0 when it is gone. */
export function startTimeOf(host: Host, pid: number): number {
  try {
    return parseProcessStat(readText(host, `/proc/${pid}/stat`))?.startTime ?? 0;
  } catch (error) {
    if (isGone(error)) return 0;
    throw error;
  }
}
