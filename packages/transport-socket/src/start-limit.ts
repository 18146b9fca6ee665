import { SallyportError, withResolvers } from "@sallyport/core";
import type { Host } from "@sallyport/host";
import type { ExecuteOptions } from "@sallyport/transport";
import { controlMethods } from "./control-methods.ts";

const method = controlMethods.executeAsync;

/** How long a start is waited for. */
export interface StartLimit extends Disposable {
  /** Rejects when it is over, with what is to be told; never settles otherwise. */
  readonly over: Promise<never>;
}

export function startLimit(host: Host, { startTimeout, abandoned }: ExecuteOptions): StartLimit {
  const over = withResolvers<never>();
  const delay = startTimeout === undefined ? undefined : host.clock.delay(startTimeout);
  void delay?.elapsed.then(() =>
    over.reject(
      new SallyportError(
        "SALLYPORT_START_TIMEOUT",
        `urpc method "${method}" was not answered in ${startTimeout} ms`,
      ),
    ),
  );
  void abandoned?.then(() =>
    over.reject(
      new SallyportError("SALLYPORT_INTERRUPTED", `interrupted before urpc method "${method}" was answered`),
    ),
  );
  // It is nobody's business once the start has been answered.
  over.promise.catch(() => undefined);
  return { over: over.promise, [Symbol.dispose]: () => delay?.cancel() };
}
