import type { PlanBuilder } from "@sallyport/helper";
import type { Command } from "../join-request.ts";

/** A terminal and nameless pipes can be opened again by path (/dev/stdout), for which they must be the user's. */
export function ownStreams(plan: PlanBuilder, { terminal, pipes, uid }: Command): void {
  const owned = terminal ? [0] : pipes;
  if (owned.length === 0) return;
  plan.step("give the streams to the command's user");
  for (const fd of owned) plan.call("fchown", [fd, uid, -1], { onError: "ignore" });
}

/** Really closed, not on execve(2): a working directory must not lead through what is open (CVE-2024-21626). */
export function closeDescriptors(plan: PlanBuilder, kept: readonly number[]): void {
  plan.step("close all other descriptors");
  const last = kept.at(-1) ?? -1;
  closeGaps(plan, kept, last);
  plan.closeFrom(last + 1);
}

/** Closes those that are not kept, up to and with the last. */
export function closeGaps(plan: PlanBuilder, kept: readonly number[], last: number): void {
  let next = 0;
  for (const fd of [...kept.filter((number) => number <= last), last + 1]) {
    if (fd > next) plan.call("close_range", [next, fd - 1, 0], { onError: "ignore" });
    next = fd + 1;
  }
}
