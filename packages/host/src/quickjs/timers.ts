interface Timer {
  readonly due: number;
  readonly elapsed: () => void;
}

/** Timers for a loop that asks how long it may wait. */
export interface Timers {
  /** Returns what stops it. */
  start(milliseconds: number, elapsed: () => void): () => void;
  /** Milliseconds until the next one, 0 where it is overdue; undefined without one. */
  untilNext(): number | undefined;
  /** Fires the one that has been due for longest, if any is. */
  fireNext(): void;
}

/** @param now milliseconds of a clock that never goes back */
export function createTimers(now: () => number): Timers {
  const timers = new Set<Timer>();

  function next(): Timer | undefined {
    let earliest: Timer | undefined;
    for (const timer of timers) {
      if (earliest === undefined || timer.due < earliest.due) {
        earliest = timer;
      }
    }
    return earliest;
  }

  return {
    start(milliseconds, elapsed) {
      const timer = { due: now() + milliseconds, elapsed };
      timers.add(timer);
      return () => void timers.delete(timer);
    },
    untilNext() {
      const timer = next();
      return timer === undefined ? undefined : Math.max(Math.ceil(timer.due - now()), 0);
    },
    fireNext() {
      const timer = next();
      if (timer !== undefined && timer.due <= now()) {
        timers.delete(timer);
        timer.elapsed();
      }
    },
  };
}
