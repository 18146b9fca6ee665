import { readdirSync, readFileSync } from "node:fs";
import { expect, vi } from "vitest";

/** A stop reaches the threads of a process one by one: until then some of them answer. */
export async function stopProcess(pid: number): Promise<void> {
  process.kill(pid, "SIGSTOP");
  const state = (thread: string) => readFileSync(`/proc/${pid}/task/${thread}/stat`, "utf8");
  await vi.waitFor(
    () => {
      for (const thread of readdirSync(`/proc/${pid}/task`)) expect(state(thread)).toMatch(/\) T /);
    },
    { timeout: 30_000, interval: 10 },
  );
}
