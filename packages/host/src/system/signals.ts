import type { EventLoop } from "../event-loop.ts";
import type { Signals } from "../port/signals.ts";
import type { SystemCalls } from "../system-calls.ts";
import { checked } from "./checked.ts";

export function createSignals(calls: SystemCalls, loop: EventLoop): Signals {
  return {
    watch(signals, handler) {
      const stops: (() => void)[] = [];
      const stopAll = () => {
        for (const stop of stops.splice(0)) {
          stop();
        }
      };
      for (const signal of new Set(signals)) {
        const stop = loop.watchSignal(signal, () => handler(signal));
        if (typeof stop === "number") {
          stopAll();
          checked(stop, "watch", `signal ${signal}`);
        } else {
          stops.push(stop);
        }
      }
      return { [Symbol.dispose]: stopAll };
    },
    send: (pid, signal) =>
      void checked(calls.sendSignal(pid, signal), `send signal ${signal} to`, `process ${pid}`),
  };
}
