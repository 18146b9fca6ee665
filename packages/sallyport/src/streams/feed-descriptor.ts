import { openPipe, pipeSize } from "@sallyport/console";
import { withContext } from "@sallyport/core";
import { type Feed, startFeed } from "@sallyport/helper";
import type { Host } from "@sallyport/host";
import { warn } from "../warn.ts";
import type { OpenedInput } from "./open-input.ts";

/**
 * Has a process move what a file or socket holds to the command: it does not pass through us. The file's offset is
 * behind what the command has read in the end.
 *
 * @param waiter the path of the program for it
 */
export function feedDescriptor(host: Host, fd: number, waiter: string): OpenedInput {
  const { descriptors } = host;
  const isFile = descriptors.status(fd).kind === "regular";
  const { read: given, write: target } = openPipe(host);
  // Of our own: the caller may close his, and have another file by its number.
  const source = descriptors.duplicate(fd);
  const rest = isFile ? descriptors.duplicate(given) : undefined;
  const feed = start();
  let closing: Promise<void> | undefined;

  function closeOwn(): void {
    descriptors.close(source);
    if (rest !== undefined) descriptors.close(rest);
  }

  function start(): Feed {
    try {
      return startFeed(host, { executable: waiter }, { source, target });
    } catch (error) {
      closeOwn();
      descriptors.close(given);
      throw error;
    }
  }

  async function stop(): Promise<void> {
    try {
      await feed.stop();
      if (rest !== undefined) giveBack(host, source, rest);
    } catch (error) {
      warn(`stdin: the offset of descriptor ${fd} is not where the command stopped reading`, error);
    } finally {
      closeOwn();
    }
  }

  const failed = new Promise<unknown>((resolve) => {
    feed.finished.catch((error: unknown) => resolve(withContext(`stdin: descriptor ${fd}`, error)));
  });
  return { given, stream: null, failed, close: () => (closing ??= stop()) };
}

/** Takes what nobody has read out of the pipe, and moves the file's offset back by as much. */
function giveBack(host: Host, file: number, pipe: number): void {
  const unread = countBytes(host, pipe);
  if (unread > 0) host.descriptors.seek(file, -unread, "current");
}

/** By an open file of its own: O_NONBLOCK would hold for all who share the pipe's. */
function countBytes(host: Host, pipe: number): number {
  const own = host.files.open(`/proc/self/fd/${pipe}`, { access: "read", nonBlocking: true });
  const buffer = new Uint8Array(pipeSize);
  try {
    let count = 0;
    for (;;) {
      const length = host.descriptors.tryRead(own, buffer) ?? 0;
      if (length === 0) return count;
      count += length;
    }
  } finally {
    host.descriptors.close(own);
  }
}
