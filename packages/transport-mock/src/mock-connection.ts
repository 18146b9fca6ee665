import { SallyportError, withResolvers } from "@sallyport/core";

/** A connection to the sandbox that can be lost; calls under way reject then. */
export interface MockConnection {
  /** The work's result, or the loss of the connection. */
  call<Result>(what: string, work: () => Result | Promise<Result>): Promise<Result>;
  lose(why: string): void;
}

export function createMockConnection(): MockConnection {
  const lost = withResolvers<undefined>();
  let reason: string | undefined;
  return {
    async call(what, work) {
      if (reason !== undefined) throw connectionLost(what, reason);
      const outcome = await Promise.race([
        Promise.resolve(work()).then((result) => ({ result })),
        lost.promise,
      ]);
      // An answer that was made in the same moment did not come through.
      if (outcome === undefined || reason !== undefined) throw connectionLost(what, reason ?? "EOF");
      return outcome.result;
    },
    lose(why) {
      reason ??= why;
      lost.resolve(undefined);
    },
  };
}

function connectionLost(what: string, why: string): SallyportError {
  return new SallyportError("SALLYPORT_CONNECTION_LOST", `${what}: ${why}`);
}

/** A call that is never answered. */
export function hanging(): Promise<never> {
  return new Promise(() => undefined);
}
