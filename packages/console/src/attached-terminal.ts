import { withResolvers } from "@sallyport/core";
import type { Host, TerminalMode, WindowSize } from "@sallyport/host";
import { createDetachKeyWatch } from "./detach-keys.ts";
import { followJobControl } from "./job-control.ts";
import { openPrivately } from "./private-descriptor.ts";
import { startPump } from "./pump.ts";
import { enterRawMode } from "./raw-mode.ts";
import { type CommandTerminal, openCommandTerminal, type Pty } from "./terminal.ts";
import { callersTerminalSize, followSize } from "./terminal-size.ts";
import { within } from "./within.ts";

const SIGWINCH = 28;
const ctrlC = 3;

export interface AttachedTerminalOptions {
  /** Of the command's terminal; absent: that of ours, followed as it changes. */
  readonly size: WindowSize | undefined;
  /** The command's terminal; absent: a new one of the host. */
  readonly pty?: Pty;
  /** Bytes; none: nothing detaches. */
  readonly detachKeys: Uint8Array;
  /** Called when ctrl-c was typed: it is the command's, but a user who gets no answer to it wants to leave. */
  readonly interruptTyped: () => void;
}

/** The command's terminal, shown on ours. */
export interface AttachedTerminal extends CommandTerminal {
  /** How our terminal was before, for whoever restores it when we cannot. */
  readonly former: TerminalMode;
  /** Of the command's terminal: for whoever reads it on once it is detached. */
  readonly master: number;
  /** Settles when the detach keys were typed; never otherwise. */
  readonly detached: Promise<void>;
}

/**
 * Gives the command a terminal of its own and connects it with ours: descriptor 0 is read, 1 written. Ours is in raw
 * mode until it is disposed of, so that keys reach the command as bytes and its line discipline, not ours, makes
 * signals of them.
 */
export function attachTerminal(host: Host, options: AttachedTerminalOptions): AttachedTerminal {
  const { descriptors } = host;
  const { master, terminal } = openCommandTerminal(
    host,
    options.size ?? callersTerminalSize(host),
    options.pty,
  );
  descriptors.setNonBlocking(master, true);
  const screen = openPrivately(host, 1, { access: "write", nonBlocking: true });
  const raw = enterRawMode(host, 0);
  const resize = (): void => followSize(host, master);
  const jobControl = followJobControl(host, raw, resize);
  const resizing = host.signals.watch([SIGWINCH], resize);

  const detached = withResolvers<void>();
  const watchKeys = createDetachKeyWatch(options.detachKeys);
  const keyboard = descriptors.duplicate(0);
  const input = startPump(host, keyboard, master, keyboard, (typed) => {
    for (const byte of typed) if (byte === ctrlC) options.interruptTyped();
    const keys = watchKeys(typed);
    if (keys.detached) detached.resolve();
    return keys.detached ? undefined : keys.bytes;
  });
  const output = startPump(host, master, screen, screen);

  return {
    ...terminal,
    former: raw.former,
    master,
    detached: detached.promise,
    async drained(timeout) {
      await output.catchUp();
      await within(host, timeout, output.finished);
    },
    transferred: () => ({ stdin: input.written(), stdout: output.written() }),
    async [Symbol.asyncDispose]() {
      resizing[Symbol.dispose]();
      jobControl[Symbol.dispose]();
      raw[Symbol.dispose]();
      input.stop();
      output.stop();
      await Promise.allSettled([input.finished, output.finished]);
      descriptors.close(master);
      await terminal[Symbol.asyncDispose]();
    },
  };
}
