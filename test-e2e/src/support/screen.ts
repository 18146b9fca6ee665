import { setTimeout as delay } from "node:timers/promises";
import { hasErrno } from "@sallyport/core";
import { createNodeHost } from "@sallyport/host/node";

const host = createNodeHost();
const patience = 50_000;

/** What a terminal shows, as it comes out of the master of a pseudo-terminal. */
export interface Screen {
  /** Waits until text appears behind what was seen before, and gives all up to its end. */
  seen(text: string): Promise<string>;
  /** Waits until what was not seen yet ends in a short pattern, and gives what is in front of it, and the match. */
  endsWith(pattern: RegExp): Promise<{ readonly output: string; readonly match: RegExpExecArray }>;
}

/** Longer than any end that is waited for. */
const tail = 32;

/** @param master non-blocking, and nobody else's to read */
export function createScreen(master: number): Screen {
  const buffer = new Uint8Array(65_536);
  let unseen = "";

  function readMore(): void {
    try {
      for (let length = -1; length !== 0;) {
        length = host.descriptors.read(master, buffer);
        unseen += Buffer.from(buffer.subarray(0, length)).toString("latin1");
      }
    } catch (error) {
      // EIO: nobody has the other side open.
      if (!hasErrno(error, "EAGAIN", "EIO")) throw error;
    }
  }

  async function until<T>(find: () => T | undefined, wanted: string): Promise<T> {
    for (const limit = Date.now() + patience; Date.now() < limit; await delay(5)) {
      readMore();
      const found = find();
      if (found !== undefined) return found;
    }
    throw new Error(`the terminal does not show ${wanted}, but ${JSON.stringify(unseen.slice(-2000))}`);
  }

  function takeUpTo(end: number): string {
    const taken = unseen.slice(0, end);
    unseen = unseen.slice(end);
    return taken;
  }

  return {
    seen: (text) =>
      until(() => {
        const start = unseen.indexOf(text);
        return start < 0 ? undefined : takeUpTo(start + text.length);
      }, JSON.stringify(text)),
    endsWith: (pattern) =>
      until(() => {
        const match = pattern.exec(unseen.slice(-tail));
        if (match === null) return undefined;
        return { output: takeUpTo(unseen.length).slice(0, -match[0].length), match };
      }, String(pattern)),
  };
}
