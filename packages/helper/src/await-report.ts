import { errnoName, hasErrno, SallyportError, systemError } from "@sallyport/core";
import type { Host } from "@sallyport/host";
import { readAvailable } from "./read-available.ts";
import { failureSize, reports, steps } from "./waiter-format.ts";

/**
 * Waits until the waiter reports what is expected.
 *
 * @throws SallyportError SALLYPORT_SYSTEM_CALL with the waiter's own failure, with errno ETIMEDOUT when it reports
 * nothing in time, or with ECONNRESET when it ended.
 */
export async function awaitReport(
  host: Host,
  control: number,
  expected: "ready" | "acknowledged",
  milliseconds: number,
): Promise<void> {
  const delay = host.clock.delay(milliseconds);
  try {
    const kind = await readByte(host, control, delay.elapsed);
    if (kind === reports[expected]) return;
    throw kind === reports.failed
      ? await readFailure(host, control, delay.elapsed)
      : new SallyportError(
          "SALLYPORT_INTERNAL",
          `the waiter reported byte ${kind} before it was ${expected}`,
        );
  } finally {
    delay.cancel();
  }
}

/** Waits for the end of a waiter that says nothing but what it has failed with, which is thrown. */
export async function awaitEnd(host: Host, control: number): Promise<void> {
  const never = new Promise<void>(() => undefined);
  const kind = await readByte(host, control, never).catch((error: unknown) => {
    if (!hasErrno(error, "ECONNRESET")) throw error;
  });
  if (kind === reports.failed) throw await readFailure(host, control, never);
}

async function readFailure(host: Host, control: number, elapsed: Promise<void>): Promise<SallyportError> {
  const view = new DataView(new ArrayBuffer(failureSize));
  for (let offset = 1; offset < failureSize; offset++) {
    view.setUint8(offset, await readByte(host, control, elapsed));
  }
  const step = view.getUint8(1);
  const errno = errnoName(view.getInt32(2, true));
  return systemError("waiter", steps[step] ?? `step ${step}`, errno);
}

async function readByte(host: Host, control: number, elapsed: Promise<void>): Promise<number> {
  const buffer = new Uint8Array(1);
  for (;;) {
    const count = readAvailable(host, control, buffer);
    if (count === 0) throw systemError("waiter", "control socket", "ECONNRESET");
    if (count !== undefined) return buffer[0] ?? 0;
    const wait = host.descriptors.wait(control, "readable");
    const first = await Promise.race([wait.ready.then(() => "ready"), elapsed.then(() => "late")]);
    if (first === "late") {
      wait.cancel();
      throw systemError("waiter", "control socket", "ETIMEDOUT");
    }
  }
}
