import type { EventLoop } from "../event-loop.ts";
import { createEpollWatcher } from "../system/epoll-watcher.ts";
import type { Native } from "./native.ts";
import { createSignalWatcher } from "./signal-watcher.ts";
import { createTimers } from "./timers.ts";

export interface QuickJsEventLoop extends EventLoop {
  /** Waits for the next events and tells of them; false when there is nothing to wait for. */
  turn(): boolean;
}

const forever = -1;
const microsecondsPerMillisecond = 1000;

export function createQuickJsEventLoop(native: Native): QuickJsEventLoop {
  let watched = 0;
  let signalPipe = -1;
  const watcher = createEpollWatcher(native, (count) => (watched = count));
  const timers = createTimers(() => native.bootTime() / microsecondsPerMillisecond);
  const signals = createSignalWatcher(native, (fd) => {
    signalPipe = fd;
    watcher.watch(fd, 1);
  });

  const loop: QuickJsEventLoop = {
    onReady: () => undefined,
    watch: (fd, interest) => watcher.watch(fd, interest),
    startTimer: (milliseconds, elapsed) => timers.start(milliseconds, elapsed),
    watchSignal: (signal, handler) => signals.watch(signal, handler),
    encode: (text) => native.encode(text),
    decode: (bytes) => native.decode(bytes),
    turn() {
      const limit = timers.untilNext();
      // The signals' pipe alone keeps no program alive.
      if (limit === undefined && watched <= (signalPipe < 0 ? 0 : 1)) {
        return false;
      }
      watcher.deliver(limit ?? forever);
      timers.fireNext();
      return true;
    },
  };
  watcher.onReady = (fd, ready) => (fd === signalPipe ? signals.deliver() : loop.onReady(fd, ready));
  return loop;
}
