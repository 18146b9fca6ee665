import type { Register } from "./operand.ts";
import type { PlanBuilder } from "./plan-builder.ts";
import { sendDescriptor } from "./send-descriptor.ts";

/** struct record of native/supervisor/messages.h. */
const recordSize = 16;
const records = { terminal: 4, listener: 5 } as const;

/** Gives the supervisor the master of the command's terminal, for `terminal` of `supervise`. Once, before it executes. */
export function sendTerminal(plan: PlanBuilder, master: Register): void {
  send(plan, records.terminal, master);
}

/**
 * Gives the supervisor what seccomp(2) returned for a filter with SECCOMP_RET_USER_NOTIF, which hands over open, openat,
 * openat2 and creat for `paths` of `supervise`. Once, before the command executes. Calls that were handed over fail
 * with ENOSYS where they are of another architecture, or none of the four.
 *
 * Rules are about paths. Where they are to hold against a program that works around them, the filter refuses what gives
 * a file another path (link, rename, mount and their kind), what opens without these calls (io_uring_setup,
 * open_by_handle_at), and other architectures.
 */
export function sendListener(plan: PlanBuilder, listener: Register): void {
  send(plan, records.listener, listener);
}

function send(plan: PlanBuilder, kind: number, descriptor: Register): void {
  const record = new Uint8Array(recordSize);
  record[0] = kind;
  sendDescriptor(plan, plan.channel, descriptor, record);
}
