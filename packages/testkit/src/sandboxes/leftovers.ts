import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { cacheFolder } from "./cache-folder.ts";
import { type Leftover, removeLeftover } from "./remove-leftover.ts";

const live = new Map<string, Leftover>();
const fatalSignals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
let count = 0;

/**
 * Remembers something that must not outlive this process: it is removed at exit or on a fatal signal, last first,
 * and by the next `removeAbandoned` if this process is killed. The function that is returned forgets it.
 */
export function registerLeftover(leftover: Omit<Leftover, "owner">): () => void {
  const path = join(recordFolder(), `${process.pid}-${count++}.json`);
  const record = { ...leftover, owner: process.pid };
  mkdirSync(recordFolder(), { recursive: true });
  writeFileSync(path, JSON.stringify(record));
  if (live.size === 0) watchForTheEnd();
  live.set(path, record);
  return () => {
    live.delete(path);
    rmSync(path, { force: true });
    if (live.size === 0) stopWatching();
  };
}

/** Removes what processes that are gone have left. */
export function removeAbandoned(): void {
  const names = existsSync(recordFolder()) ? readdirSync(recordFolder()).toSorted(newestFirst) : [];
  for (const name of names) {
    const path = join(recordFolder(), name);
    const record = readRecord(path);
    if (record !== undefined && isRunning(record.owner)) continue;
    if (record !== undefined) removeLeftover(record);
    rmSync(path, { force: true });
  }
}

function recordFolder(): string {
  return cacheFolder("leftovers");
}

function newestFirst(left: string, right: string): number {
  return right.localeCompare(left, "en", { numeric: true });
}

function readRecord(path: string): Leftover | undefined {
  try {
    const record: Leftover = JSON.parse(readFileSync(path, "utf8"));
    return record;
  } catch {
    return undefined;
  }
}

function isRunning(pid: number): boolean {
  return existsSync(`/proc/${pid}`);
}

function watchForTheEnd(): void {
  process.on("exit", removeAll);
  for (const signal of fatalSignals) process.on(signal, endBySignal);
}

function stopWatching(): void {
  process.off("exit", removeAll);
  for (const signal of fatalSignals) process.off(signal, endBySignal);
}

function removeAll(): void {
  for (const [path, leftover] of [...live].toReversed()) {
    removeLeftover(leftover);
    rmSync(path, { force: true });
  }
  live.clear();
  stopWatching();
}

/** Ends by the same signal, unless somebody else in this process listens to it and decides. */
function endBySignal(signal: NodeJS.Signals): void {
  removeAll();
  if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
}
