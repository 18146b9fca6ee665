import { decodeWaitStatus, errnoName, signalName } from "@sallyport/core";
import type { CallEvent, PlanOptions, ProcessEvent } from "@sallyport/helper";
import type { Clock, Text } from "@sallyport/host";
import type { TracedCall, TraceEvent } from "@sallyport/transport";
import { signatureOf } from "./call-signatures.ts";
import { describeArguments, describeNumber } from "./describe-arguments.ts";

type Listeners = Required<Pick<PlanOptions, "onProcess" | "onCall" | "onResult" | "onDenial">>;

interface Recording {
  readonly host: { readonly clock: Pick<Clock, "now">; readonly text: Pick<Text, "decode"> };
  /** Names of the calls of rules, by number. */
  readonly calls: readonly string[];
  /** A call is told together with its result. */
  readonly results: boolean;
  readonly onEvent: (event: TraceEvent) => void;
}

/**
 * What a run tells, as events of a trace. A call whose result is awaited is told with that, or without one before what
 * its thread does next.
 */
export function recordEvents({ host, calls, results, onEvent }: Recording): Listeners {
  const pending = new Map<number, TraceEvent & TracedCall>();
  const now = (): string => new Date(host.clock.now()).toISOString();

  function tellPending(thread: number, outcome: Pick<TracedCall, "result" | "error"> = {}): void {
    const call = pending.get(thread);
    pending.delete(thread);
    if (call !== undefined) onEvent({ ...call, ...outcome });
  }

  function describeCall(event: CallEvent): TraceEvent & TracedCall {
    const call = calls[event.rule] ?? String(event.number);
    return {
      time: timeOf(event.time),
      thread: event.thread,
      event: "call",
      call,
      architecture: event.architecture,
      arguments: describeArguments(event, signatureOf(call), host.text),
    };
  }

  return {
    onProcess(event) {
      if (event.kind === "ended") tellPending(event.pid);
      onEvent({ time: now(), thread: event.pid, ...describeProcess(event) });
    },
    onCall(event) {
      tellPending(event.thread);
      const call = describeCall(event);
      if (results) pending.set(event.thread, call);
      else onEvent(call);
    },
    onResult: ({ thread, result }) =>
      tellPending(
        thread,
        result < 0n ? { error: errnoName(Number(-result)) } : { result: describeNumber(result) },
      ),
    onDenial: ({ thread, access, path }) =>
      onEvent({ time: now(), thread, event: "denied", path: host.text.decode(path), access }),
  };
}

function describeProcess({ kind, value }: ProcessEvent) {
  if (kind === "forked") return { event: "fork", child: value } as const;
  if (kind === "executed") return { event: "exec" } as const;
  const status = decodeWaitStatus(value);
  return status.kind === "exited"
    ? ({ event: "exit", exitCode: status.code } as const)
    : ({ event: "exit", signal: signalName(status.signal) } as const);
}

const perSecond = 1_000_000_000n;

/** @param time nanoseconds since 1970 */
function timeOf(time: bigint): string {
  const seconds = new Date(Number(time / perSecond) * 1000)
    .toISOString()
    .slice(0, "2026-01-01T00:00:00".length);
  return `${seconds}.${String(time % perSecond).padStart(9, "0")}Z`;
}
