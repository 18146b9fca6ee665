import { exitStatusOf, type WaitStatus } from "@sallyport/core";
import type { TimedOut } from "@sallyport/runtime";

/** timeout(1): of a command whose time was over, and of one that had to be killed. */
const timeoutStatus: Readonly<Record<TimedOut, number>> = { terminated: 124, killed: 137 };

/** The exit status of a command line that ran a command: the command's, unless its time was over. */
export function endStatus(end: {
  readonly status: WaitStatus;
  readonly timedOut?: TimedOut | undefined;
}): number {
  return end.timedOut === undefined ? exitStatusOf(end.status) : timeoutStatus[end.timedOut];
}
