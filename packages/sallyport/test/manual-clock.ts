import type { Clock, Host } from "@sallyport/host";

export interface ManualClock extends Clock {
  /** Lets that many milliseconds pass. */
  pass(milliseconds: number): void;
  /** Delays that are waited for. */
  readonly pending: () => number;
}

/** A clock that stands still unless it is told. */
export function createManualClock({ clock }: Host): ManualClock {
  const waiting = new Set<{ readonly until: number; readonly resolve: () => void }>();
  let now = 0;
  return {
    now: () => clock.now(),
    sinceBoot: () => now,
    delay(milliseconds) {
      let cancel = (): void => undefined;
      const elapsed = new Promise<void>((resolve) => {
        const entry = { until: now + milliseconds, resolve };
        waiting.add(entry);
        cancel = () => void waiting.delete(entry);
      });
      return { elapsed, cancel };
    },
    pass(milliseconds) {
      now += milliseconds;
      for (const entry of waiting) {
        if (entry.until > now) continue;
        waiting.delete(entry);
        entry.resolve();
      }
    },
    pending: () => waiting.size,
  };
}
