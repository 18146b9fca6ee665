import { readdirSync, readFileSync } from "node:fs";
import { setTimeout } from "node:timers/promises";

/** Process ids of the children of a process; none once it has gone. */
export function childrenOf(pid: number): number[] {
  return (readProc(`${pid}/task/${pid}/children`) ?? "").split(" ").filter(Boolean).map(Number);
}

/** Process id of the first child that is meant, as soon as there is one. Never 0, which kill(2) takes for a group. */
export async function childOf(pid: number, isMeant = (_child: number) => true): Promise<number> {
  for (;;) {
    const child = childrenOf(pid).find(isMeant);
    if (child !== undefined) return child;
    await setTimeout(10);
  }
}

/** One letter, proc(5); undefined once it has gone. */
export function processState(pid: number): string | undefined {
  return /^.*\) (\w) /s.exec(readProc(`${pid}/stat`) ?? "")?.[1];
}

/** Process id of a process's parent; undefined once it has gone. */
export function parentOf(pid: number): number | undefined {
  const parent = /^PPid:\s*(\d+)$/m.exec(readProc(`${pid}/status`) ?? "")?.[1];
  return parent === undefined ? undefined : Number(parent);
}

function readProc(path: string): string | undefined {
  try {
    return readFileSync(`/proc/${path}`, "latin1");
  } catch {
    return undefined;
  }
}

/** The name that a program gave itself, or its file's; undefined once it has gone. */
export function processName(pid: number): string | undefined {
  return readProc(`${pid}/comm`)?.trimEnd();
}

/** Ids of those with this command line. */
export function processesOf(words: readonly string[]): number[] {
  const commandLine = words.map((word) => `${word}\0`).join("");
  return readdirSync("/proc")
    .map(Number)
    .filter((pid) => pid > 0 && readProc(`${pid}/cmdline`) === commandLine);
}

/** Numbers of what a process has open. */
export function openDescriptors(pid: number): number[] {
  return readdirSync(`/proc/${pid}/fd`).map(Number);
}
