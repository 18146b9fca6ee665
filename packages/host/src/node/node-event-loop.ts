import { Buffer } from "node:buffer";
import { constants } from "node:os";
import { clearTimeout, setTimeout } from "node:timers";
import { TextDecoder } from "node:util";

import type { EventLoop } from "../event-loop.ts";
import { createEpollWatcher } from "../system/epoll-watcher.ts";
import type { Addon } from "./load-addon.ts";

const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

export function createNodeEventLoop(addon: Addon): EventLoop {
  const watcher = createEpollWatcher(addon, (watched) => addon.keepAlive(attachment, watched > 0));
  const attachment = addon.attach(watcher.poll, () => watcher.deliver(0));
  return Object.assign(watcher, { startTimer, watchSignal, encode, decode });
}

function startTimer(milliseconds: number, elapsed: () => void): () => void {
  const timer = setTimeout(elapsed, milliseconds);
  return () => clearTimeout(timer);
}

/** Node names signals, and knows none of the real-time ones. */
function watchSignal(signal: number, handler: () => void): (() => void) | number {
  const name = Object.entries(constants.signals).find(([, number]) => number === signal)?.[0];
  if (name === undefined || name === "SIGKILL" || name === "SIGSTOP") {
    return -constants.errno.EINVAL;
  }
  process.on(name, handler);
  return () => void process.off(name, handler);
}

/** A plain Uint8Array of its own memory: Buffer's small ones share a pool. */
function encode(text: string): Uint8Array {
  return Uint8Array.from(Buffer.from(text, "utf8"));
}

function decode(bytes: Uint8Array): string {
  return decoder.decode(bytes);
}
