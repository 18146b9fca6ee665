import { describe, expect, it } from "vitest";
import { createSignalWatcher } from "./signal-watcher.ts";

function setUp(arrived: number[] = []) {
  const calls: string[] = [];
  const watcher = createSignalWatcher(
    {
      pipe: (out) => (out.set([10, 11]), 0),
      setNonBlocking: (fd) => (calls.push(`non-blocking ${fd}`), 0),
      read: (_, out) => (out.set(arrived), arrived.splice(0).length || -11),
      catchSignal: (signal, pipe) => (calls.push(`catch ${signal} into ${pipe}`), signal === 9 ? -22 : 0),
      setSignalIgnored: (signal, on) => (calls.push(`default ${signal} ${on}`), 0),
    },
    (fd) => void calls.push(`opened ${fd}`),
  );
  return { watcher, calls, arrived };
}

describe("the watcher of signals", () => {
  it("opens its pipe with the first signal, and catches each signal once", () => {
    const { watcher, calls } = setUp();
    expect(calls).toEqual([]);
    watcher.watch(15, () => undefined);
    watcher.watch(15, () => undefined);
    watcher.watch(2, () => undefined);
    expect(calls).toEqual([
      "non-blocking 10",
      "non-blocking 11",
      "opened 10",
      "catch 15 into 11",
      "catch 2 into 11",
    ]);
  });

  it("gives a signal its default action back when its last handler goes", () => {
    const { watcher, calls } = setUp();
    const stops = [watcher.watch(15, () => undefined), watcher.watch(15, () => undefined)];
    const stop = (index: number) => {
      const each = stops[index];
      if (typeof each === "function") each();
    };
    stop(0);
    stop(0);
    expect(calls).not.toContain("default 15 0");
    stop(1);
    expect(calls.at(-1)).toBe("default 15 0");
  });

  it("tells every handler of a signal, once for each time it came", () => {
    const { watcher, arrived } = setUp();
    const seen: string[] = [];
    watcher.watch(15, () => seen.push("a"));
    watcher.watch(15, () => seen.push("b"));
    watcher.watch(2, () => seen.push("c"));
    arrived.push(15, 2, 15, 1);
    watcher.deliver();
    watcher.deliver();
    expect(seen).toEqual(["a", "b", "c", "a", "b"]);
  });

  it("reports what cannot be caught", () => {
    expect(setUp().watcher.watch(9, () => undefined)).toBe(-22);
  });
});
