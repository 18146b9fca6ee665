import { SallyportError, withResolvers } from "@sallyport/core";

/** What ends with a handle: no connection does it where processes are the host's own. */
export interface UntilClosed {
  /** @throws SallyportError SALLYPORT_CONNECTION_LOST when it is closed */
  requireOpen(): void;
  /** Rejects with that error when it is closed before the work is done. */
  settle<Result>(work: Promise<Result>): Promise<Result>;
  close(): void;
}

export function untilClosed(what: string): UntilClosed {
  const closing = withResolvers<never>();
  closing.promise.catch(() => undefined);
  const error = (): SallyportError =>
    new SallyportError("SALLYPORT_CONNECTION_LOST", `the handle of ${what} is closed`);
  let closed = false;
  return {
    requireOpen() {
      if (closed) throw error();
    },
    settle: (work) => Promise.race([work, closing.promise]),
    close() {
      closed = true;
      closing.reject(error());
    },
  };
}
