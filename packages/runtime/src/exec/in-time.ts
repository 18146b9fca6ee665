import { SallyportError } from "@sallyport/core";
import type { Host } from "@sallyport/host";

/** Waits for the sandbox to tell its state, for at most that many milliseconds. Throws SALLYPORT_START_TIMEOUT. */
export async function inTime(
  host: Host,
  milliseconds: number | undefined,
  told: Promise<void>,
): Promise<void> {
  if (milliseconds === undefined) return told;
  const delay = host.clock.delay(milliseconds);
  const late = delay.elapsed.then(() => {
    throw new SallyportError(
      "SALLYPORT_START_TIMEOUT",
      `the sandbox did not tell its state in ${milliseconds} ms`,
    );
  });
  try {
    await Promise.race([told, late]);
  } finally {
    delay.cancel();
  }
}
