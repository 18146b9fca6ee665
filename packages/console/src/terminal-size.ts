import { isSallyportError } from "@sallyport/core";
import type { Host, WindowSize } from "@sallyport/host";

/** The size of the first of our standard streams that is a terminal and knows its size. */
export function callersTerminalSize(host: Host): WindowSize | undefined {
  for (const fd of [0, 1, 2]) {
    const size = windowSize(host, fd);
    if (size !== undefined && size.rows > 0 && size.columns > 0) return size;
  }
  return undefined;
}

/** Gives the command's terminal the size of the caller's; the kernel tells the command by SIGWINCH. */
export function followSize(host: Host, master: number): void {
  const size = callersTerminalSize(host);
  if (size !== undefined) host.terminals.setWindowSize(master, size);
}

function windowSize(host: Host, fd: number): WindowSize | undefined {
  try {
    return host.terminals.windowSize(fd);
  } catch (error) {
    if (!isSallyportError(error)) throw error;
    return undefined;
  }
}
