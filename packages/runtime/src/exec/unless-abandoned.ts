import { SallyportError } from "@sallyport/core";

/** What the work gives, or SALLYPORT_INTERRUPTED once the user gave up on the sandbox; the work is then left behind. */
export async function unlessAbandoned<T>(abandoned: Promise<void>, work: Promise<T>): Promise<T> {
  const gaveUp = abandoned.then(() => {
    throw new SallyportError("SALLYPORT_INTERRUPTED", "interrupted while the sandbox did not answer");
  });
  return await Promise.race([work, gaveUp]);
}
