/**
 * The plan as the supervisor reads it: header, data, operations, little-endian. native/supervisor/plan.h mirrors it.
 *
 * Header: magic, version and operation size (16 bits each), machine, length of the whole, offset of the data, its
 * length, offset of the operations, their number (32 bits each). The plan is mapped at a fixed address, so that what is in
 * it points into it without being relocated.
 */
export const planMagic = 0x4e41_4c50;
export const planVersion = 1;
export const planHeaderSize = 40;
export const operationSize = 72;

/** Below the 39 bits of the smallest user address space of arm64. */
export const planAddress = 0x10_0000_0000n;

export const maximumPlanSize = 4 * 1024 * 1024;
export const maximumOperations = 4096;

/** Registers hold 64 bits; those from `firstFixedRegister` on are set by the supervisor. */
export const registerCount = 32;
export const noRegister = 0xff;
export const firstFixedRegister = 31;
/** The process's end of the socket pair between the supervisor and the processes that it forked (SOCK_SEQPACKET). */
export const channelRegister = 31;

/** How many processes a plan may fork and name. */
export const maximumProcesses = 8;

/** How many errnos one operation lists. */
export const maximumErrnos = 4;

export const operationCodes = {
  call: 0,
  fork: 1,
  exit: 2,
  execute: 3,
  send: 4,
  load: 5,
  store: 6,
  jump: 7,
  set: 8,
  fail: 9,
  "reset-signals": 10,
  "check-directory": 11,
  "await-byte": 12,
  "await-reply": 13,
  "close-from": 14,
  supervise: 15,
  "die-with-parent": 16,
} as const;

export type OperationCode = keyof typeof operationCodes;

/** What follows an error: the plan fails, goes on, or jumps; `listed` does so for the listed errnos and else fails. */
export const errorPolicies = { fail: 0, ignore: 1, "ignore-listed": 2, jump: 3, "jump-listed": 4 } as const;

export type ErrorPolicyCode = keyof typeof errorPolicies;

/** Conditions of a jump on two values as signed 64-bit numbers. */
export const conditions = { always: 0, equal: 1, "not-equal": 2, less: 3, "at-least": 4 } as const;

export type Condition = keyof typeof conditions;
