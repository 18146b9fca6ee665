import type { Host } from "@sallyport/host";

/** Waits for a promise, at most that many milliseconds. */
export async function within(host: Host, milliseconds: number, promise: Promise<unknown>): Promise<void> {
  const delay = host.clock.delay(milliseconds);
  try {
    await Promise.race([promise, delay.elapsed]);
  } finally {
    delay.cancel();
  }
}
