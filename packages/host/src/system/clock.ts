import type { EventLoop } from "../event-loop.ts";
import type { Clock } from "../port/clock.ts";
import type { SystemCalls } from "../system-calls.ts";

/** Longer timers overflow in event loops (Node fires them at once). */
const longestTimer = 2 ** 31 - 1;

export function createClock(calls: SystemCalls, loop: EventLoop): Clock {
  return {
    now: () => calls.realTime() / 1000,
    sinceBoot: () => calls.bootTime() / 1000,
    delay(milliseconds) {
      let stop: (() => void) | undefined;
      const elapsed = new Promise<void>((resolve) => {
        const run = (left: number) => {
          const step = Math.min(Math.max(left, 0), longestTimer);
          stop = loop.startTimer(step, () => (left > step ? run(left - step) : resolve()));
        };
        run(milliseconds);
      });
      return { elapsed, cancel: () => stop?.() };
    },
  };
}
