import { hasErrno, SallyportError, withResolvers } from "@sallyport/core";
import { type Host, readable, sendAll } from "@sallyport/host";
import { readCall, readResult, wantsResult } from "./audit-events.ts";
import { encodePlan } from "./encode-plan.ts";
import { type CommandType, encodeCommand, processEventKind } from "./frame-format.ts";
import { readDenial } from "./path-rules.ts";
import { planFailure } from "./plan-failure.ts";
import type { PlanOptions, PlanRun } from "./plan-run.ts";
import type { Plan } from "./plan.ts";
import { createFrameReader, type Frame } from "./read-frames.ts";
import { spawnSupervisor } from "./spawn-supervisor.ts";

/** Starts a supervisor and gives it a plan. Throws what starting a program fails with. */
export function startPlan(host: Host, plan: Plan, options: PlanOptions): PlanRun {
  const bytes = encodePlan(plan);
  const { child, control } = spawnSupervisor(host, options);
  const started = withResolvers<number>();
  const ended = withResolvers<number>();
  // Who waits for one of them alone shall not be told of the other.
  started.promise.catch(() => undefined);
  ended.promise.catch(() => undefined);
  const awaitingResult = new Set<number>();
  let open = true;

  function close(): void {
    if (!open) return;
    open = false;
    host.descriptors.close(control);
    const closed = new SallyportError("SALLYPORT_CONNECTION_LOST", "the supervisor is heard no longer");
    started.reject(closed);
    ended.reject(closed);
  }

  function fail(error: unknown): void {
    started.reject(error);
    ended.reject(error);
    close();
  }

  function take(frame: Frame): void {
    const { pid, value } = frame;
    switch (frame.type) {
      case "started":
        started.resolve(pid);
        break;
      case "ended":
        ended.resolve(value);
        break;
      case "message":
        options.onMessage?.({ id: value, value: readMessage(frame), process: frame.process });
        break;
      case "process": {
        const kind = processEventKind(frame.detail);
        if (kind !== undefined) options.onProcess?.({ kind, pid, value });
        break;
      }
      case "time-limit":
        options.onTimeLimit?.();
        break;
      case "call":
        if (wantsResult(frame)) awaitingResult.add(pid);
        options.onCall?.(readCall(frame));
        break;
      case "result":
        if (awaitingResult.delete(pid)) options.onResult?.(readResult(frame));
        break;
      case "denied":
        options.onDenial?.(readDenial(frame));
        break;
      case "terminal":
        break;
      default:
        fail(planFailure(plan, frame));
    }
  }

  async function listen(): Promise<void> {
    await sendPlan(host, control, bytes);
    const reader = createFrameReader();
    const buffer = new Uint8Array(65_536);
    for (;;) {
      await readable(host, control);
      const { length, fds } = receive(host, control, buffer);
      for (const fd of fds) giveTerminal(host, options, fd);
      if (length === 0) throw new SallyportError("SALLYPORT_CONNECTION_LOST", "the supervisor has ended");
      for (const frame of reader.push(buffer.subarray(0, length))) take(frame);
      if (!open) return;
    }
  }

  async function command(type: CommandType, first = 0, second = 0): Promise<void> {
    if (open) await sendAll(host, control, encodeCommand(type, first, second));
  }

  listen().catch((error: unknown) => {
    if (open) fail(error);
  });
  return {
    pid: child.pid,
    exited: child.exited,
    started: started.promise,
    ended: ended.promise,
    signal: (signal) => command("signal", signal),
    resize: ({ rows, columns }) => command("resize", rows, columns),
    killTree: () => command("kill"),
    proceed: (value = 0) => command("proceed", value),
    close,
  };
}

function readMessage({ payload }: Frame): bigint {
  return new DataView(payload.buffer, payload.byteOffset).getBigUint64(0, true);
}

/** A supervisor that cannot even receive the plan has said why, before it closed its end. */
async function sendPlan(host: Host, control: number, bytes: Uint8Array): Promise<void> {
  try {
    await sendAll(host, control, bytes);
  } catch (error) {
    if (!hasErrno(error, "EPIPE", "ECONNRESET")) throw error;
  }
}

function receive(host: Host, control: number, buffer: Uint8Array) {
  try {
    return host.sockets.receive(control, buffer, 1);
  } catch (error) {
    // It ended with something of ours unread.
    if (hasErrno(error, "ECONNRESET")) return { length: 0, fds: [] };
    throw error;
  }
}

function giveTerminal(host: Host, { onTerminal }: PlanOptions, fd: number): void {
  if (onTerminal === undefined) host.descriptors.close(fd);
  else onTerminal(fd);
}
