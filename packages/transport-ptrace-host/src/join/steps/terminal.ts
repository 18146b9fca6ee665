import { constant, type PlanBuilder } from "@sallyport/helper";
import type { Command } from "../join-request.ts";

const TIOCSCTTY = constant("TIOCSCTTY", 0x540e);

/** Descriptor 0 becomes the terminal of the session. */
export function takeTerminal(plan: PlanBuilder, { terminal }: Command): void {
  if (!terminal) return;
  plan.step("take the terminal");
  plan.call("ioctl", [0, TIOCSCTTY, 0]);
}
