import type { ResourceLimits } from "@sallyport/core";

export type Limited = keyof ResourceLimits;

/** A file of a cgroup, and what is written to it. */
export interface LimitSetting {
  readonly file: string;
  readonly value: string;
  /** Kernels without that file have nothing to limit by it. */
  readonly optional?: boolean;
}

/** Microseconds. */
const period = 100_000;

/** What holds one limit in a cgroup of its controller, which has the same name. */
export function limitSettings(limited: Limited, limit: number, version: 1 | 2): readonly LimitSetting[] {
  const value = String(limit);
  const quota = String(Math.round(limit * period));
  if (limited === "pids") return [{ file: "pids.max", value }];
  if (version === 2) {
    if (limited === "cpu") return [{ file: "cpu.max", value: `${quota} ${period}` }];
    return [
      { file: "memory.max", value },
      { file: "memory.swap.max", value: "0", optional: true },
    ];
  }
  if (limited === "cpu") {
    return [
      { file: "cpu.cfs_period_us", value: String(period) },
      { file: "cpu.cfs_quota_us", value: quota },
    ];
  }
  return [
    { file: "memory.limit_in_bytes", value },
    // Memory and swap together, which may not be below the former.
    { file: "memory.memsw.limit_in_bytes", value, optional: true },
  ];
}
