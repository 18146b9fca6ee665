import { hasErrno, type SandboxRecord } from "@sallyport/core";
import { type Host, readText } from "@sallyport/host";
import { parseProcessStart, type ProcessStart } from "./process-start.ts";

/**
 * Milliseconds by which the sentry may have started after the recorded time, which is taken before it is
 * spawned; process ids do not come round that fast.
 */
const slack = 30_000;

/**
 * Whether the process that the record names is there and is still the sentry: a process that started well
 * after the sandbox has inherited its number. What cannot be found out counts as alive.
 *
 * @param createdAt RFC 3339, for records without a start time.
 */
export function isSandboxAlive(host: Host, sandbox: SandboxRecord, createdAt: string): boolean {
  if (!processExists(host, sandbox.pid)) return false;
  const start = readProcessStart(host, sandbox.pid);
  if (start === undefined) return true;
  if (start.state === "Z" || start.state === "X") return false;
  const recorded = Date.parse(sandbox.startTime ?? createdAt);
  if (Number.isNaN(recorded)) return true;
  const bootedAt = host.clock.now() - host.clock.sinceBoot();
  return bootedAt + start.startedAt <= recorded + slack;
}

function processExists(host: Host, pid: number): boolean {
  try {
    host.signals.send(pid, 0);
    return true;
  } catch (error) {
    return !hasErrno(error, "ESRCH");
  }
}

function readProcessStart(host: Host, pid: number): ProcessStart | undefined {
  try {
    return parseProcessStart(readText(host, `/proc/${pid}/stat`));
  } catch {
    return undefined;
  }
}
