import { SallyportError } from "@sallyport/core";

/**
 * The body's result, or SALLYPORT_INTERRUPTED once the user gave up. The body is then left behind: what it waits for
 * is stuck, and giving back what it holds may be as well.
 */
export async function unlessAbandoned<T>(abandoned: Promise<void>, body: () => Promise<T>): Promise<T> {
  const work = body();
  const outcome = await Promise.race([work.then((value) => ({ value })), abandoned]);
  if (outcome !== undefined) return outcome.value;
  work.catch(() => undefined);
  throw new SallyportError("SALLYPORT_INTERRUPTED", "interrupted while the sandbox did not answer", {
    hint: "the command may run, or start, all the same",
  });
}
