import { SallyportError } from "@sallyport/core";
import type { RunningProcess } from "./process-table.ts";

const SIGKILL = 9;
const SIGSTOP = 19;
const highestSignal = 64;
/** CHLD, CONT, STOP, TSTP, TTIN, TTOU, URG, WINCH: none of them ends a process. Stopping is not imitated. */
const harmless = new Set([17, 18, 19, 20, 21, 22, 23, 28]);

/**
 * Delivers a signal; 0 probes. Throws SALLYPORT_USAGE for a number that is no signal, SALLYPORT_REMOTE for a process
 * that has ended.
 */
export function deliver(process: RunningProcess, signal: number): void {
  if (!Number.isInteger(signal) || signal < 0 || signal > highestSignal) {
    throw new SallyportError("SALLYPORT_USAGE", `signal ${signal} is not from 0 to ${highestSignal}`);
  }
  if (process.status !== undefined) {
    throw new SallyportError("SALLYPORT_REMOTE", `no such process: ${process.pid}`);
  }
  const action = signal === SIGKILL || signal === SIGSTOP ? undefined : process.actions.get(signal);
  if (action === "ignore" || signal === 0) return;
  if (action !== undefined) {
    void Promise.resolve().then(() => process.status ?? action());
    return;
  }
  if (!harmless.has(signal)) process.end({ kind: "signaled", signal, coreDumped: false });
}
