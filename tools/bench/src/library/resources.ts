import { readdirSync, readFileSync } from "node:fs";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/** What a program that leaks has more and more of. */
export interface Resources {
  readonly descriptors: number;
  readonly sandboxDescriptors: number;
  /** Children of this process. */
  readonly processes: number;
  /** Bytes, after a collection of garbage. */
  readonly heap: number;
}

export function readResources(sandboxPid: number): Resources {
  collectGarbage();
  return {
    descriptors: readdirSync("/proc/self/fd").length,
    sandboxDescriptors: readdirSync(`/proc/${sandboxPid}/fd`).length,
    processes: readFileSync(`/proc/self/task/${process.pid}/children`, "utf8").split(" ").length - 1,
    heap: process.memoryUsage().heapUsed,
  };
}

function collectGarbage(): void {
  setFlagsFromString("--expose-gc");
  const collect: () => void = runInNewContext("gc");
  collect();
}
