import { SallyportError } from "@sallyport/core";
import type { Host } from "@sallyport/host";

/** What the sandbox tells of its state, within that many milliseconds. Throws SALLYPORT_START_TIMEOUT. */
export async function inTime<State>(
  host: Host,
  milliseconds: number | undefined,
  told: Promise<State>,
): Promise<State> {
  if (milliseconds === undefined) return told;
  const delay = host.clock.delay(milliseconds);
  const late = delay.elapsed.then((): never => {
    throw new SallyportError(
      "SALLYPORT_START_TIMEOUT",
      `the sandbox did not tell its state in ${milliseconds} ms`,
    );
  });
  try {
    return await Promise.race([told, late]);
  } finally {
    delay.cancel();
  }
}
