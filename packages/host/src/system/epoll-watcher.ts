import type { EventLoop, Interest } from "../event-loop.ts";
import type { PollCalls } from "../system-calls.ts";
import { checked } from "./checked.ts";

export interface EpollWatcher extends Pick<EventLoop, "onReady" | "watch"> {
  /** The instance's descriptor, readable while something is to be delivered. */
  readonly poll: number;
  /** Calls `onReady` for what is ready, after at most that many milliseconds; -1 waits without a limit. */
  deliver(milliseconds: number): void;
}

/**
 * Readiness of any number of descriptors through one epoll instance, the only one the loop watches: unlike the
 * loops' own watchers this leaves O_NONBLOCK of the caller's open files alone (libuv's uv_poll_init sets it).
 *
 * @param changed is told how many descriptors there are an interest in, whenever that may have changed
 */
export function createEpollWatcher(calls: PollCalls, changed: (watched: number) => void): EpollWatcher {
  const interests = new Map<number, Interest>();
  const events = new Int32Array(128);
  const poll = checked(calls.pollOpen(), "epoll_create", "event loop");

  const watcher: EpollWatcher = {
    poll,
    onReady: () => undefined,
    watch(fd, interest) {
      const result = calls.pollChange(poll, fd, interests.get(fd) ?? 0, interest);
      if (interest === 0) {
        interests.delete(fd);
      } else if (result >= 0) {
        interests.set(fd, interest);
      }
      changed(interests.size);
      return result;
    },
    deliver(milliseconds) {
      const count = calls.pollEvents(poll, events, milliseconds);
      for (let index = 0; index < count * 2; index += 2) {
        watcher.onReady(events[index] ?? -1, events[index + 1] ?? 0);
      }
    },
  };
  return watcher;
}
