import type { WaitStatus } from "@sallyport/core";
import type { TimedOut } from "../watch/limit-time.ts";

/** How a command, or a container's process, ended. */
export interface ProcessEnd {
  readonly status: WaitStatus;
  /** Its time was over. */
  readonly timedOut?: TimedOut | undefined;
}
