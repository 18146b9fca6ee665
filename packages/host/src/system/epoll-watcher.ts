import type { EventLoop, Interest } from "../event-loop.ts";
import type { PollCalls } from "../system-calls.ts";
import { checked } from "./checked.ts";

/** What a binding's loop has to do for one descriptor. */
export interface AttachedDescriptor {
  keepAlive(on: boolean): void;
}

/**
 * Readiness of any number of descriptors through one epoll instance, the only one the loop watches: unlike the
 * loops' own watchers this leaves O_NONBLOCK of the caller's open files alone (libuv's uv_poll_init sets it).
 *
 * @param attach calls back on the loop while the instance is readable
 */
export function createEpollWatcher(
  calls: PollCalls,
  attach: (poll: number, onReadable: () => void) => AttachedDescriptor,
): Pick<EventLoop, "onReady" | "watch"> {
  const interests = new Map<number, Interest>();
  const events = new Int32Array(128);
  const poll = checked(calls.pollOpen(), "epoll_create", "event loop");

  const watcher: Pick<EventLoop, "onReady" | "watch"> = {
    onReady: () => undefined,
    watch(fd, interest) {
      const result = calls.pollChange(poll, fd, interests.get(fd) ?? 0, interest);
      if (interest === 0) {
        interests.delete(fd);
      } else if (result >= 0) {
        interests.set(fd, interest);
      }
      attached.keepAlive(interests.size > 0);
      return result;
    },
  };
  const attached = attach(poll, () => {
    const count = calls.pollEvents(poll, events, 0);
    for (const [index, fd] of events.subarray(0, Math.max(count, 0) * 2).entries()) {
      if (index % 2 === 0) {
        watcher.onReady(fd, events[index + 1] ?? 0);
      }
    }
  });
  return watcher;
}
