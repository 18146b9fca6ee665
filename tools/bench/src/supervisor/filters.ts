import {
  type PlanBuilder,
  type Register,
  sendListener,
  type SystemCallName,
  systemCallNumber,
} from "@sallyport/helper";

const [load, jumpIfEqual, give] = [0x20, 0x15, 0x06];
const [allow, trace, notify] = [0x7fff_0000, 0x7ff0_0000, 0x7fc0_0000];

/** Marks calls with their index. */
export function markCalls(plan: PlanBuilder, names: readonly SystemCallName[]): void {
  addFilter(
    plan,
    names.map((name, index) => [name, trace | index]),
    0,
  );
}

/** Leaves the opening of files to the supervisor. */
export function handOverOpening(plan: PlanBuilder): void {
  const [newListener, waitKillable] = [8, 32];
  const listener = plan.register("listener");
  addFilter(plan, [["openat", notify]], newListener | waitKillable, listener);
  sendListener(plan, listener);
}

function addFilter(
  plan: PlanBuilder,
  actions: readonly (readonly [SystemCallName, number])[],
  flags: number,
  into?: Register,
): void {
  const decisions = actions.flatMap(([name, action]) => [
    [jumpIfEqual, 1, systemCallNumber(plan.architecture, name)],
    [give, 0, action],
  ]);
  const program = [[load, 0, 0], ...decisions, [give, 0, allow]];
  const bytes = Buffer.alloc(8 * program.length);
  for (const [index, [code = 0, ifFalse = 0, value = 0]] of program.entries()) {
    bytes.writeUInt16LE(code, 8 * index);
    bytes.writeUInt8(ifFalse, 8 * index + 3);
    bytes.writeUInt32LE(value, 8 * index + 4);
  }
  const filter = plan.data.structure("sock_fprog", [
    ["length", "u16", program.length],
    ["filter", "u64", plan.data.bytes(bytes, "filter")],
  ]);
  const SECCOMP_SET_MODE_FILTER = 1;
  plan.call("seccomp", [SECCOMP_SET_MODE_FILTER, flags, filter], into === undefined ? {} : { into });
}
