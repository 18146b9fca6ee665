import type { Register } from "./operand.ts";
import type { PlanBuilder } from "./plan-builder.ts";
import { sendDescriptor } from "./send-descriptor.ts";

const recordSize = 16;
const terminalRecord = 4;

/** Gives the supervisor the master of the command's terminal, for `terminal` of `supervise`. Once, before it executes. */
export function sendTerminal(plan: PlanBuilder, master: Register): void {
  const record = new Uint8Array(recordSize);
  record[0] = terminalRecord;
  sendDescriptor(plan, plan.channel, master, record);
}
