import { describe, expect, it } from "vitest";
import { createTimers } from "./timers.ts";

function setUp() {
  let now = 1000;
  const events: string[] = [];
  const timers = createTimers(() => now);
  const start = (name: string, milliseconds: number) =>
    timers.start(milliseconds, () => void events.push(name));
  const advance = (milliseconds: number) => {
    now += milliseconds;
    timers.fireNext();
  };
  return { timers, events, start, advance };
}

describe("timers", () => {
  it("tell how long it is until the next one, in whole milliseconds that are not too few", () => {
    const { timers, start, advance } = setUp();
    expect(timers.untilNext()).toBeUndefined();
    start("late", 30);
    start("early", 10.2);
    expect(timers.untilNext()).toBe(11);
    advance(4);
    expect(timers.untilNext()).toBe(7);
    advance(6.5);
    expect(timers.untilNext()).toBe(20);
  });

  it("fire one at a time, the one that was due first in front, and equal ones in the order of their start", () => {
    const { events, start, advance } = setUp();
    start("c", 20);
    start("a", 10);
    start("b", 10);
    advance(50);
    expect(events).toEqual(["a"]);
    advance(0);
    advance(0);
    advance(0);
    expect(events).toEqual(["a", "b", "c"]);
  });

  it("never fire before they are due, nor once they were stopped", () => {
    const { timers, events, start, advance } = setUp();
    const stop = start("stopped", 5);
    start("later", 10);
    stop();
    advance(9);
    expect(events).toEqual([]);
    expect(timers.untilNext()).toBe(1);
  });
});
