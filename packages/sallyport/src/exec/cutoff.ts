import { SallyportError } from "@sallyport/core";
import type { Delay, Host } from "@sallyport/host";

/** Why a command is ended before it ends by itself. */
export type Cut =
  | { readonly kind: "timeout"; readonly milliseconds: number }
  | { readonly kind: "aborted"; readonly cause: unknown };

/** The caller's limits of one command. */
export interface Cutoff extends Disposable {
  /** Settles when the first of them is reached; never otherwise. */
  readonly reached: Promise<Cut>;
  /** Which one that was. */
  readonly cut: () => Cut | undefined;
  /** The command has started: its time begins anew. */
  restart(): void;
  /** For what nobody foresaw. */
  abort(cause: unknown): void;
}

/** Watches from now on. Disposing of it leaves no timer and no listener. */
export function createCutoff(
  host: Host,
  {
    timeoutMs,
    signal,
  }: { readonly timeoutMs?: number | undefined; readonly signal?: AbortSignal | undefined },
): Cutoff {
  let cut: Cut | undefined;
  let reach: (cut: Cut) => void;
  const reached = new Promise<Cut>((resolve) => {
    reach = (first) => {
      cut ??= first;
      resolve(first);
    };
  });
  const abort = (cause: unknown): void => reach({ kind: "aborted", cause });
  const onAbort = (): void => abort(signal?.reason);
  let delay: Delay | undefined;

  function restart(): void {
    if (timeoutMs === undefined || cut !== undefined) return;
    delay?.cancel();
    delay = host.clock.delay(timeoutMs);
    void delay.elapsed.then(() => reach({ kind: "timeout", milliseconds: timeoutMs }));
  }

  restart();
  signal?.addEventListener("abort", onAbort, { once: true });
  if (signal?.aborted === true) onAbort();
  return {
    reached,
    cut: () => cut,
    restart,
    abort,
    [Symbol.dispose]() {
      delay?.cancel();
      signal?.removeEventListener("abort", onAbort);
    },
  };
}

/** What is thrown when a command did not start in time. */
export function cutError(cut: Cut): SallyportError {
  return cut.kind === "timeout"
    ? new SallyportError("SALLYPORT_START_TIMEOUT", `the command did not start in ${cut.milliseconds} ms`)
    : new SallyportError("SALLYPORT_ABORTED", "aborted before the command started", { cause: cut.cause });
}
