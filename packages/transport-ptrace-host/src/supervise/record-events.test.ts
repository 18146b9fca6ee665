import type { CallEvent } from "@sallyport/helper";
import type { TraceEvent } from "@sallyport/transport";
import { describe, expect, it } from "vitest";
import { text } from "../../test/join-request.ts";
import { recordEvents } from "./record-events.ts";

const time = "2026-11-23T09:30:12.250Z";

function recording(results = false) {
  const events: TraceEvent[] = [];
  const host = { clock: { now: () => Date.parse(time) }, text };
  const calls = ["mkdir", "getpid"];
  return {
    events,
    listeners: recordEvents({ host, calls, results, onEvent: (event) => void events.push(event) }),
  };
}

function call(rule: number, thread = 7): CallEvent {
  const now = BigInt(Date.parse(time)) * 1_000_000n + 5n;
  return { rule, thread, time: now, architecture: 62, number: 83, arguments: [0n, 0o755n], contents: [] };
}

const told = { time: "2026-11-23T09:30:12.250000005Z", thread: 7, event: "call", architecture: 62 };

describe("what a run tells", () => {
  it("are births, programs and ends", () => {
    const { events, listeners } = recording();
    listeners.onProcess({ kind: "forked", pid: 7, value: 8 });
    listeners.onProcess({ kind: "executed", pid: 8, value: 8 });
    listeners.onProcess({ kind: "ended", pid: 8, value: 3 << 8 });
    listeners.onProcess({ kind: "ended", pid: 7, value: 9 });
    expect(events).toEqual([
      { time, thread: 7, event: "fork", child: 8 },
      { time, thread: 8, event: "exec" },
      { time, thread: 8, event: "exit", exitCode: 3 },
      { time, thread: 7, event: "exit", signal: "SIGKILL" },
    ]);
  });

  it("are calls by their names, to the nanosecond", () => {
    const { events, listeners } = recording();
    listeners.onCall(call(0));
    expect(events).toEqual([{ ...told, call: "mkdir", arguments: [null, 0o755] }]);
  });

  it("are calls with their results, and those without one before what comes next", () => {
    const { events, listeners } = recording(true);
    listeners.onCall(call(0));
    listeners.onResult({ thread: 7, time: 0n, result: -17n });
    listeners.onCall(call(0));
    listeners.onResult({ thread: 7, time: 0n, result: 0n });
    listeners.onCall(call(0));
    listeners.onCall(call(0, 9));
    listeners.onCall(call(0));
    listeners.onProcess({ kind: "ended", pid: 7, value: 0 });
    expect(
      events.map((event) => [event.thread, event.event, "error" in event ? event.error : "result" in event]),
    ).toEqual([
      [7, "call", "EEXIST"],
      [7, "call", true],
      [7, "call", false],
      [7, "call", false],
      [7, "exit", false],
    ]);
  });

  it("are refusals", () => {
    const { events, listeners } = recording();
    listeners.onDenial({ thread: 7, access: ["write"], path: text.encode("/srv/x") });
    expect(events).toEqual([{ time, thread: 7, event: "denied", path: "/srv/x", access: ["write"] }]);
  });
});
