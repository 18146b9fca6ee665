import { type PlanBuilder, sendDescriptor } from "@sallyport/helper";
import type { Command } from "../join-request.ts";

/** What runc names the descriptor. */
const payload = Uint8Array.from("pidfd", (letter) => letter.charCodeAt(0));

/** The command's own pidfd, which stands for it whatever becomes of its number, over a connected socket. */
export function sendPidfd(plan: PlanBuilder, { pidfdSocket }: Command): void {
  if (pidfdSocket === undefined) return;
  const pid = plan.register("pid");
  const pidfd = plan.register("pidfd");
  plan.step("send a pidfd of the command");
  plan.call("getpid", [], { into: pid });
  plan.call("pidfd_open", [pid, 0], { into: pidfd });
  sendDescriptor(plan, pidfdSocket, pidfd, payload);
}
