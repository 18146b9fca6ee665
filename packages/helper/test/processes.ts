import { existsSync, readFileSync } from "node:fs";
import { setTimeout } from "node:timers/promises";

/** Waits until something is so; the test's own time limit bounds it. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await setTimeout(5);
}

/** Neither gone nor a zombie. */
export function isAlive(pid: number): boolean {
  return existsSync(`/proc/${pid}`) && !["Z", "X"].includes(stateOf(pid));
}

/** The letter of proc(5), `X` when it is gone. */
export function stateOf(pid: number): string {
  try {
    return /\) (\w)/.exec(readFileSync(`/proc/${pid}/stat`, "latin1"))?.[1] ?? "X";
  } catch {
    return "X";
  }
}

export function childrenOf(pid: number): number[] {
  const list = readFileSync(`/proc/${pid}/task/${pid}/children`, "latin1");
  return list.split(" ").filter(Boolean).map(Number);
}
