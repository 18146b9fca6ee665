import { systemError, withResolvers } from "@sallyport/core";

import type { EventLoop } from "../event-loop.ts";
import type { Readiness, ReadinessWait } from "../port/descriptors.ts";
import { checked } from "./checked.ts";
import { descriptorSubject } from "./descriptor-subject.ts";

export interface ReadinessWaits {
  wait(fd: number, readiness: Readiness): ReadinessWait;
  /** To be called before the descriptor is closed: the loop must not watch a number that gets another meaning. */
  cancelAll(fd: number): void;
}

interface Pending {
  settle(error?: Error): void;
}

const EPERM = 1;

const bits = { readable: 1, writable: 2 } as const;
const directions = [
  ["readable", bits.readable],
  ["writable", bits.writable],
] as const;

/** Promises over the loop's interests, at most one per descriptor and readiness. */
export function createReadiness(loop: EventLoop): ReadinessWaits {
  const waiting = new Map<number, Partial<Record<Readiness, Pending>>>();

  function update(fd: number): number {
    const waits = waiting.get(fd) ?? {};
    let interest = 0;
    for (const [readiness, bit] of directions) {
      interest |= waits[readiness] === undefined ? 0 : bit;
    }
    if (interest === 0) {
      waiting.delete(fd);
    }
    return loop.watch(fd, interest);
  }

  function finish(fd: number, readiness: Readiness, pending: Pending, error?: Error): void {
    const waits = waiting.get(fd);
    if (waits?.[readiness] === pending) {
      delete waits[readiness];
      update(fd);
      pending.settle(error);
    }
  }

  loop.onReady = (fd, ready) => {
    for (const [readiness, bit] of directions) {
      const pending = waiting.get(fd)?.[readiness];
      if (pending !== undefined && (ready & bit) !== 0) {
        finish(fd, readiness, pending);
      }
    }
  };

  function wait(fd: number, readiness: Readiness): ReadinessWait {
    const subject = descriptorSubject(fd);
    const waits = waiting.get(fd) ?? {};
    if (waits[readiness] !== undefined) {
      throw systemError(`second wait until ${readiness}`, subject, "EBUSY");
    }
    const { promise, pending } = createPending();
    waits[readiness] = pending;
    waiting.set(fd, waits);
    const result = update(fd);
    if (result < 0) {
      delete waits[readiness];
      if (Object.keys(waits).length === 0) {
        waiting.delete(fd);
      }
      if (result !== -EPERM) {
        checked(result, "wait", subject);
      }
      pending.settle();
    }
    return { ready: promise, cancel: () => finish(fd, readiness, pending, cancelled(fd)) };
  }

  return {
    wait,
    cancelAll(fd) {
      const waits = waiting.get(fd) ?? {};
      for (const [readiness] of directions) {
        const pending = waits[readiness];
        if (pending !== undefined) {
          finish(fd, readiness, pending, cancelled(fd));
        }
      }
    },
  };
}

function cancelled(fd: number): Error {
  return systemError("wait", descriptorSubject(fd), "ECANCELED");
}

function createPending(): { promise: Promise<void>; pending: Pending } {
  const { promise, resolve, reject } = withResolvers<void>();
  // A wait that was given up is often awaited by nobody any more: that is no unhandled rejection.
  promise.catch(() => undefined);
  return {
    promise,
    pending: { settle: (error) => (error === undefined ? resolve() : reject(error)) },
  };
}
