import { spawn } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { startPlan } from "@sallyport/helper";
import type { Host } from "@sallyport/host";
import { commandPlan, type CommandOptions } from "./command-plan.ts";

const [lanes, busyLoops] = [4, 3];

/** How many of `count` commands that end at once are seen to start and to end rightly, on a busy machine. */
export async function countExits(
  host: Host,
  executable: string,
  options: CommandOptions,
  count: number,
): Promise<number> {
  const plan = commandPlan(host, ["/bin/true"], options);
  const busy = Array.from({ length: busyLoops }, () => spawn("sh", ["-c", "while :; do :; done"]));
  const nothing = openSync("/dev/null", "r+");
  let right = 0;
  async function runSome(): Promise<void> {
    for (let done = 0; done < count / lanes; done++) {
      const run = startPlan(host, plan, { executable, fds: [nothing, nothing, nothing] });
      const [pid, status] = await Promise.all([run.started, run.ended]).catch(() => [0, -1]);
      if (pid > 0 && status === 0) right++;
      await run.exited;
    }
  }
  try {
    await Promise.all(Array.from({ length: lanes }, runSome));
  } finally {
    for (const loop of busy) loop.kill("SIGKILL");
    closeSync(nothing);
  }
  return right;
}
