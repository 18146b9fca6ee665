import { closeSync, openSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Plan, startPlan } from "@sallyport/helper";
import type { Host } from "@sallyport/host";

/** How a command on a plan went. */
export interface PlanResult {
  /** Raw wait status. */
  readonly status: number;
  readonly output: string;
  /** Milliseconds of processor time, of the command's whole tree and of its supervisor, in steps of 10. */
  readonly cpu: number;
}

/** Runs plans one after the other below `folder`. */
export function createPlanRunner(
  host: Host,
  supervisor: string,
  folder: string,
): (plan: Plan) => Promise<PlanResult> {
  const executable = join(folder, "timed-supervisor");
  const [output, times] = [join(folder, "output"), join(folder, "times")];
  // A shell that waits for a supervisor knows what that and all that it has waited for took.
  writeFileSync(executable, `#!/bin/sh\n${supervisor} "$@"\ntimes >&3\n`, { mode: 0o755 });

  return async (plan) => {
    const fds = [
      openSync("/dev/null", "r+"),
      openSync(output, "w"),
      openSync("/dev/null", "w"),
      openSync(times, "w"),
    ];
    try {
      const run = startPlan(host, plan, { executable, fds });
      const status = await run.ended;
      await run.exited;
      return {
        status,
        output: readFileSync(output, "utf8"),
        cpu: processorTime(readFileSync(times, "utf8")),
      };
    } finally {
      for (const fd of fds) closeSync(fd);
    }
  };
}

/** The second line of a shell's `times`: user and system time of its children, `0m1.230000s 0m0.450000s`. */
export function processorTime(times: string): number {
  const [, children = ""] = times.trim().split("\n");
  const parts = [...children.matchAll(/(\d+)m([\d.]+)s/g)];
  return Math.round(
    parts.reduce((sum, [, minutes, seconds]) => sum + Number(minutes) * 60 + Number(seconds), 0) * 1000,
  );
}
