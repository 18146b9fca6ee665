/** Time that passes only when it is told to. */
export interface VirtualClock {
  /** Milliseconds since it was made. */
  now(): number;
  /** Lets time pass; every sleep that is due on the way ends, in order. */
  advance(milliseconds: number): Promise<void>;
  /** Settles once that much time has passed. */
  sleep(milliseconds: number): Promise<void>;
}

interface Sleeper {
  readonly due: number;
  readonly wake: () => void;
}

/** Whoever is woken has reacted, as far as that needs no input or output, after that many turns. */
const turns = 20;

export function createVirtualClock(): VirtualClock {
  let sleepers: readonly Sleeper[] = [];
  let now = 0;

  async function wakeUntil(end: number): Promise<void> {
    const next = sleepers.filter(({ due }) => due <= end).toSorted((a, b) => a.due - b.due)[0];
    if (next === undefined) return;
    sleepers = sleepers.filter((sleeper) => sleeper !== next);
    now = next.due;
    next.wake();
    for (let turn = 0; turn < turns; turn++) await Promise.resolve();
    await wakeUntil(end);
  }

  return {
    now: () => now,
    async advance(milliseconds) {
      const end = now + milliseconds;
      await wakeUntil(end);
      now = end;
    },
    sleep: (milliseconds) =>
      new Promise((wake) => {
        sleepers = [...sleepers, { due: now + milliseconds, wake }];
      }),
  };
}
