import { SallyportError } from "@sallyport/core";

/** The start of a process, or SALLYPORT_INTERRUPTED once nobody waits for it any more: transports of others need not know. */
export async function unlessAbandoned<Started>(
  start: Promise<Started>,
  abandoned: Promise<void> | undefined,
): Promise<Started> {
  if (abandoned === undefined) return await start;
  const gaveUp = abandoned.then((): never => {
    throw new SallyportError("SALLYPORT_INTERRUPTED", "interrupted while the sandbox did not answer");
  });
  return await Promise.race([start, gaveUp]);
}
