import type { OciIoPriority, OciScheduler } from "@sallyport/core";
import type { StructureField } from "@sallyport/helper";
import { invalidField } from "./invalid-field.ts";

/** sched.h; SCHED_ISO was never made. */
const policies: Readonly<Record<string, number>> = {
  SCHED_OTHER: 0,
  SCHED_FIFO: 1,
  SCHED_RR: 2,
  SCHED_BATCH: 3,
  SCHED_IDLE: 5,
  SCHED_DEADLINE: 6,
};

const schedulerFlags: Readonly<Record<string, number>> = {
  SCHED_FLAG_RESET_ON_FORK: 0x01,
  SCHED_FLAG_RECLAIM: 0x02,
  SCHED_FLAG_DL_OVERRUN: 0x04,
  SCHED_FLAG_KEEP_POLICY: 0x08,
  SCHED_FLAG_KEEP_PARAMS: 0x10,
  SCHED_FLAG_UTIL_CLAMP_MIN: 0x20,
  SCHED_FLAG_UTIL_CLAMP_MAX: 0x40,
};

const ioClasses: Readonly<Record<string, number>> = {
  IOPRIO_CLASS_RT: 1,
  IOPRIO_CLASS_BE: 2,
  IOPRIO_CLASS_IDLE: 3,
};
const ioClassShift = 13;
const attributesSize = 48;

/** struct sched_attr of sched_setattr(2), its first version. Throws SALLYPORT_INVALID_PROCESS for an unknown name. */
export function schedulerFields(scheduler: OciScheduler): StructureField[] {
  const { policy, flags, nice = 0, priority = 0, runtime = 0, deadline = 0, period = 0 } = scheduler;
  const bits = (flags ?? []).map((name, index) =>
    numberOf(schedulerFlags, name, `scheduler.flags[${index}]`, "a flag such as SCHED_FLAG_RESET_ON_FORK"),
  );
  return [
    ["size", "u32", attributesSize],
    ["policy", "u32", numberOf(policies, policy, "scheduler.policy", "a policy such as SCHED_OTHER")],
    ["flags", "u64", bits.reduce((sum, bit) => sum | bit, 0)],
    ["nice", "u32", nice],
    ["priority", "u32", priority],
    ["runtime", "u64", BigInt(runtime)],
    ["deadline", "u64", BigInt(deadline)],
    ["period", "u64", BigInt(period)],
  ];
}

/** The value of ioprio_set(2). Throws as `schedulerFields`. */
export function ioPriorityValue({ class: name, priority = 0 }: OciIoPriority): number {
  const number = numberOf(ioClasses, name, "ioPriority.class", "IOPRIO_CLASS_RT, _BE or _IDLE");
  return (number << ioClassShift) | priority;
}

function numberOf(
  numbers: Readonly<Record<string, number>>,
  name: string,
  field: string,
  expected: string,
): number {
  const number = Object.hasOwn(numbers, name) ? numbers[name] : undefined;
  if (number === undefined) throw invalidField(field, name, expected);
  return number;
}
