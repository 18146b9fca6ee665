import { SallyportError } from "@sallyport/core";
import { callSize } from "./frame-format.ts";
import type { Frame } from "./read-frames.ts";

/** A system call that a rule of `audit` is about, as it begins. */
export interface CallEvent {
  /** Index of the rule. */
  readonly rule: number;
  /** Id of the thread that calls. */
  readonly thread: number;
  /** Nanoseconds since 1970. */
  readonly time: bigint;
  /** AUDIT_ARCH_… of linux/audit.h: a process may call in another way than its program is made for. */
  readonly architecture: number;
  readonly number: number;
  /** All six. */
  readonly arguments: readonly bigint[];
  /** What arguments point to, by number of the argument; of a list, one for each text. */
  readonly contents: readonly ArgumentContent[];
}

/** Memory of the process when it was looked at, which it may have changed before the kernel looked. */
export interface ArgumentContent {
  readonly argument: number;
  /** `cut`: there was more. `unreadable`: there was nothing to be read. */
  readonly state: "whole" | "cut" | "unreadable";
  readonly bytes: Uint8Array;
}

/** What the last call of a thread came to. There is none for the exec of a thread that is not its process's first. */
export interface ResultEvent {
  readonly thread: number;
  /** Nanoseconds since 1970. */
  readonly time: bigint;
  /** A negative errno for a call that failed. */
  readonly result: bigint;
}

const contentHeaderSize = 4;
const states = ["whole", "cut", "unreadable"] as const;

/** Whether a result of the same thread follows. */
export function wantsResult({ detail }: Frame): boolean {
  const resultFlag = 1;
  return (detail & resultFlag) !== 0;
}

/** Throws SALLYPORT_PROTOCOL for contents that are not as long as they say. */
export function readCall({ pid, value, payload }: Frame): CallEvent {
  const view = new DataView(payload.buffer, payload.byteOffset, payload.byteLength);
  return {
    rule: value,
    thread: pid,
    time: view.getBigUint64(0, true),
    architecture: view.getUint32(8, true),
    number: Number(view.getBigUint64(16, true)),
    arguments: [24, 32, 40, 48, 56, 64].map((offset) => view.getBigUint64(offset, true)),
    contents: readContents(payload, view),
  };
}

export function readResult({ pid, payload }: Frame): ResultEvent {
  const view = new DataView(payload.buffer, payload.byteOffset, payload.byteLength);
  return { thread: pid, time: view.getBigUint64(0, true), result: view.getBigInt64(8, true) };
}

function readContents(payload: Uint8Array, view: DataView): ArgumentContent[] {
  const contents: ArgumentContent[] = [];
  for (let at = callSize; at < payload.length;) {
    const start = at + contentHeaderSize;
    const end = start <= payload.length ? start + view.getUint16(at + 2, true) : start;
    const state = states[payload[at + 1] ?? states.length];
    if (end > payload.length || state === undefined) {
      throw new SallyportError(
        "SALLYPORT_PROTOCOL",
        `supervisor sent a call with malformed contents at ${at}`,
      );
    }
    contents.push({ argument: payload[at] ?? 0, state, bytes: payload.slice(start, end) });
    at = end;
  }
  return contents;
}
