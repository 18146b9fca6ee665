import type { Register } from "../src/plan/operand.ts";
import type { PlanBuilder } from "../src/plan/plan-builder.ts";
import { sendListener } from "../src/plan/send-to-supervisor.ts";
import { type SystemCallName, systemCallNumber } from "../src/plan/system-call-number.ts";

/** What a filter says (seccomp(2)). */
export const actions = {
  allow: 0x7fff_0000,
  fail: (errno: number) => 0x0005_0000 | errno,
  mark: (rule: number) => 0x7ff0_0000 | rule,
  handOver: 0x7fc0_0000,
};

const [load, jumpIfEqual, give] = [0x20, 0x15, 0x06];
const SECCOMP_SET_MODE_FILTER = 1;

type Calls = Partial<Record<SystemCallName, number>>;
type Instruction = readonly [code: number, ifTrue: number, ifFalse: number, value: number];

/** Adds a filter for calls of this architecture: what to do with some, the rest is allowed. */
export function addFilter(plan: PlanBuilder, calls: Calls, flags = 0, into?: Register): void {
  const program: Instruction[] = [[load, 0, 0, 0]];
  for (const [name, action] of Object.entries(calls)) {
    program.push([jumpIfEqual, 0, 1, systemCallNumber(plan.architecture, name as SystemCallName)]);
    program.push([give, 0, 0, action]);
  }
  program.push([give, 0, 0, actions.allow]);
  const bytes = Buffer.alloc(8 * program.length);
  for (const [index, [code, ifTrue, ifFalse, value]] of program.entries()) {
    bytes.writeUInt16LE(code, 8 * index);
    bytes.writeUInt8(ifTrue, 8 * index + 2);
    bytes.writeUInt8(ifFalse, 8 * index + 3);
    bytes.writeUInt32LE(value, 8 * index + 4);
  }
  const filter = plan.data.structure("sock_fprog", [
    ["length", "u16", program.length],
    ["filter", "u64", plan.data.bytes(bytes, "filter")],
  ]);
  plan.call("seccomp", [SECCOMP_SET_MODE_FILTER, flags, filter], into === undefined ? {} : { into });
}

/** Hands the opening of files over to the supervisor. */
export function handOverOpening(plan: PlanBuilder): void {
  const [newListener, waitKillable] = [8, 32];
  const listener = plan.register("listener");
  const calls: Calls = { openat: actions.handOver, openat2: actions.handOver };
  addFilter(plan, calls, newListener | waitKillable, listener);
  sendListener(plan, listener);
}
