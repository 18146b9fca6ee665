import { SallyportError } from "./sallyport-error.ts";

/** How a process ended. */
export type WaitStatus =
  | { readonly kind: "exited"; readonly code: number }
  | { readonly kind: "signaled"; readonly signal: number; readonly coreDumped: boolean };

const coreDumpFlag = 0x80;

/**
 * Reads a status as wait(2) reports it (exit 42 is 10752, SIGKILL is 9).
 * Throws SALLYPORT_PROTOCOL for one that is not the end of a process: stopped, continued, out of range.
 */
export function decodeWaitStatus(raw: number): WaitStatus {
  if (Number.isInteger(raw) && raw >= 0 && raw <= 0xffff) {
    const low = raw & 0xff;
    const signal = raw & 0x7f;
    if (low === 0) return { kind: "exited", code: raw >> 8 };
    if (raw === low && isSignal(signal)) {
      return { kind: "signaled", signal, coreDumped: (raw & coreDumpFlag) !== 0 };
    }
  }
  throw new SallyportError("SALLYPORT_PROTOCOL", `wait status ${raw} is not that of an ended process`, {
    details: { raw },
  });
}

/** The inverse of `decodeWaitStatus`. Throws SALLYPORT_INTERNAL for a code above 255 or a signal above 64. */
export function encodeWaitStatus(status: WaitStatus): number {
  if (status.kind === "exited") {
    if (!Number.isInteger(status.code) || status.code < 0 || status.code > 0xff) {
      throw new SallyportError("SALLYPORT_INTERNAL", `exit code ${status.code} is not from 0 to 255`);
    }
    return status.code << 8;
  }
  if (!isSignal(status.signal)) {
    throw new SallyportError("SALLYPORT_INTERNAL", `signal ${status.signal} is not from 1 to 64`);
  }
  return status.signal | (status.coreDumped ? coreDumpFlag : 0);
}

/** The exit status that shells and runtimes report: the code, or 128 plus the signal. */
export function exitStatusOf(status: WaitStatus): number {
  return status.kind === "exited" ? status.code : 128 + status.signal;
}

function isSignal(number: number): boolean {
  return Number.isInteger(number) && number >= 1 && number <= 64;
}
