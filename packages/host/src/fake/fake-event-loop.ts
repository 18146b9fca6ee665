import { errnoNumbers } from "@sallyport/core";

import type { EventLoop, Interest } from "../event-loop.ts";
import type { FakeClock } from "./fake-clock.ts";
import type { OpenFile } from "./open-file.ts";
import { decodeUtf8, encodeUtf8 } from "./utf8.ts";

const lastSignal = 64;
const unwatchable = new Set([9, 19]);

export interface FakeEventLoop extends EventLoop {
  /** Tells of ready descriptors once the program waits. */
  scheduleReady(): void;
  /** True when a handler took the signal. */
  deliver(signal: number): boolean;
}

/** @param fileOf what a number of the process refers to */
export function createFakeEventLoop(
  clock: FakeClock,
  fileOf: (fd: number) => OpenFile | undefined,
): FakeEventLoop {
  const interests = new Map<number, Interest>();
  const handlers = new Map<number, Set<() => void>>();
  let scheduled = false;

  function tellReady(): void {
    scheduled = false;
    for (const [fd, interest] of interests) {
      const file = fileOf(fd);
      const ready = file?.behaviour.readiness?.(file) ?? 0;
      if ((ready & interest) !== 0) {
        loop.onReady(fd, ready & interest);
      }
    }
  }

  const loop: FakeEventLoop = {
    onReady: () => undefined,
    watch(fd, interest) {
      const file = fileOf(fd);
      interests.delete(fd);
      if (interest === 0) {
        return 0;
      }
      if (file === undefined || file.access === 3) {
        return -errnoNumbers.EBADF;
      }
      if (file.behaviour.readiness === undefined) {
        return -errnoNumbers.EPERM;
      }
      interests.set(fd, interest);
      loop.scheduleReady();
      return 0;
    },
    scheduleReady() {
      if (!scheduled && interests.size > 0) {
        scheduled = true;
        void Promise.resolve().then(tellReady);
      }
    },
    startTimer: (milliseconds, elapsed) => clock.startTimer(milliseconds, elapsed),
    watchSignal(signal, handler) {
      if (signal < 1 || signal > lastSignal || unwatchable.has(signal)) {
        return -errnoNumbers.EINVAL;
      }
      const watching = handlers.get(signal) ?? new Set();
      handlers.set(signal, watching);
      const own = () => handler();
      watching.add(own);
      return () => void watching.delete(own);
    },
    deliver(signal) {
      const watching = [...(handlers.get(signal) ?? [])];
      void Promise.resolve().then(() => watching.forEach((handler) => handler()));
      return watching.length > 0;
    },
    encode: encodeUtf8,
    decode: decodeUtf8,
  };
  return loop;
}
