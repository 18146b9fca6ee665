/** Time that passes only when it is told to, or by itself once nothing else is left to do. */
export interface FakeClock {
  /** Milliseconds since it was made. */
  elapsed(): number;
  startTimer(milliseconds: number, elapsed: () => void): () => void;
  /** Lets time pass, and the program react to each timer on the way. */
  advance(milliseconds: number): Promise<void>;
}

interface Timer {
  readonly due: number;
  readonly fire: () => void;
}

/** Reactions to an event are over after that many turns of the microtask queue. */
const turnsUntilQuiet = 100;

async function settle(): Promise<void> {
  for (let turn = 0; turn < turnsUntilQuiet; turn++) {
    await Promise.resolve();
  }
}

export function createFakeClock(automatic: boolean): FakeClock {
  const timers = new Set<Timer>();
  let now = 0;
  let running = false;

  function next(latest: number): Timer | undefined {
    return [...timers].filter(({ due }) => due <= latest).toSorted((a, b) => a.due - b.due)[0];
  }

  async function runUntil(latest: number): Promise<void> {
    await settle();
    for (let timer = next(latest); timer !== undefined; timer = next(latest)) {
      timers.delete(timer);
      now = timer.due;
      timer.fire();
      await settle();
    }
  }

  async function runByItself(): Promise<void> {
    if (!running) {
      running = true;
      do {
        await runUntil(Number.POSITIVE_INFINITY);
      } while (timers.size > 0);
      running = false;
    }
  }

  return {
    elapsed: () => now,
    startTimer(milliseconds, fire) {
      const timer = { due: now + milliseconds, fire };
      timers.add(timer);
      if (automatic) {
        void runByItself();
      }
      return () => void timers.delete(timer);
    },
    async advance(milliseconds) {
      const end = now + milliseconds;
      await runUntil(end);
      now = end;
    },
  };
}
