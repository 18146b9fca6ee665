import type { Host, WindowSize } from "@sallyport/host";
import type { CommandStreams } from "./command-streams.ts";
import { followJobControl } from "./job-control.ts";
import { enterRawMode } from "./raw-mode.ts";
import { callersTerminalSize } from "./terminal-size.ts";

const SIGWINCH = 28;

/** Our own terminal, in the hands of a command whose sandbox has a terminal for it. */
export interface BorrowedTerminal extends CommandStreams {
  /** What its size is now. */
  readonly size: WindowSize | undefined;
  /** Calls `resized` whenever its size may have changed. */
  onResize(resized: (size: WindowSize) => void): void;
}

/**
 * Lends our terminal, descriptors 0 to 2. It is in raw mode until this is disposed of: keys pass as bytes, and the
 * command's own terminal makes signals of them.
 */
export function borrowTerminal(host: Host): BorrowedTerminal {
  const size = callersTerminalSize(host);
  const raw = enterRawMode(host, 0);
  let resized: ((size: WindowSize) => void) | undefined;
  const tell = (): void => {
    const current = callersTerminalSize(host);
    if (current !== undefined) resized?.(current);
  };
  const jobControl = followJobControl(host, raw, tell);
  const resizing = host.signals.watch([SIGWINCH], tell);
  return {
    fds: [0, 1, 2],
    size,
    onResize(listener) {
      resized = listener;
    },
    released: () => undefined,
    drained: async () => undefined,
    transferred: () => ({}),
    async [Symbol.asyncDispose]() {
      resizing[Symbol.dispose]();
      jobControl[Symbol.dispose]();
      raw[Symbol.dispose]();
    },
  };
}
