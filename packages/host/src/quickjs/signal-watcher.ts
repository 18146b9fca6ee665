import { checked } from "../system/checked.ts";
import type { SignalCalls, SystemCalls } from "../system-calls.ts";

const EAGAIN = 11;

type Calls = SignalCalls & Pick<SystemCalls, "pipe" | "read" | "setNonBlocking" | "setSignalIgnored">;

export interface SignalWatcher {
  /** Returns what stops it, or a negative errno. */
  watch(signal: number, handler: () => void): (() => void) | number;
  /** Calls the handlers of the signals that came. */
  deliver(): void;
}

/**
 * Signals through a pipe, made when the first one is watched. One that nobody watches any more has its default action
 * again.
 *
 * @param opened is told the descriptor that becomes readable when `deliver` has something to do
 */
export function createSignalWatcher(calls: Calls, opened: (fd: number) => void): SignalWatcher {
  const handlers = new Map<number, Set<() => void>>();
  const arrived = new Uint8Array(64);
  let ends: { readonly read: number; readonly write: number } | undefined;

  function pipe(): { readonly read: number; readonly write: number } {
    const out = new Int32Array(2);
    checked(calls.pipe(out), "pipe", "for signals");
    const [read = -1, write = -1] = out;
    calls.setNonBlocking(read, 1);
    calls.setNonBlocking(write, 1);
    opened(read);
    return { read, write };
  }

  return {
    watch(signal, handler) {
      ends ??= pipe();
      const ofSignal = handlers.get(signal) ?? new Set();
      if (ofSignal.size === 0) {
        const result = calls.catchSignal(signal, ends.write);
        if (result < 0) {
          return result;
        }
        handlers.set(signal, ofSignal);
      }
      const own = () => handler();
      ofSignal.add(own);
      return () => {
        if (ofSignal.delete(own) && ofSignal.size === 0) {
          calls.setSignalIgnored(signal, 0);
        }
      };
    },
    deliver() {
      const count = ends === undefined ? -EAGAIN : calls.read(ends.read, arrived);
      for (const signal of arrived.subarray(0, Math.max(count, 0))) {
        for (const handler of Array.from(handlers.get(signal) ?? [])) {
          handler();
        }
      }
    },
  };
}
