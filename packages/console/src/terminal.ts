import type { Host, WindowSize } from "@sallyport/host";
import { sendToConsoleSocket } from "./console-socket.ts";
import type { CommandStreams } from "./command-streams.ts";
import { callersTerminalSize } from "./terminal-size.ts";

/** The command's own terminal. `replica` is to become the controlling terminal of a stand-in process. */
export interface CommandTerminal extends CommandStreams {
  readonly replica: number;
}

/** Both ends of a pseudo-terminal. */
export interface Pty {
  readonly master: number;
  readonly replica: number;
}

interface OpenedTerminal {
  readonly master: number;
  readonly terminal: CommandTerminal;
}

/** A pseudo-terminal, a new one of the host by default, of that size before anybody sees it. The caller owns the master. */
export function openCommandTerminal(
  host: Host,
  size: WindowSize | undefined,
  pty: Pty = host.terminals.openPty(),
): OpenedTerminal {
  const { master, replica } = pty;
  let open = true;
  function closeReplica(): void {
    if (open) host.descriptors.close(replica);
    open = false;
  }
  if (size !== undefined) host.terminals.setWindowSize(master, size);
  return {
    master,
    terminal: {
      fds: [replica, replica, replica],
      replica,
      released: closeReplica,
      drained: async () => undefined,
      transferred: () => ({}),
      async [Symbol.asyncDispose]() {
        closeReplica();
      },
    },
  };
}

/**
 * A terminal whose master another program has: whoever listens at the console socket.
 *
 * @param size absent: that of our own terminal, where we have one
 */
export async function openRemoteTerminal(
  host: Host,
  path: string,
  size: WindowSize | undefined,
  pty?: Pty,
): Promise<CommandTerminal> {
  const { master, terminal } = openCommandTerminal(host, size ?? callersTerminalSize(host), pty);
  try {
    await sendToConsoleSocket(host, path, master);
    return terminal;
  } catch (error) {
    await terminal[Symbol.asyncDispose]();
    throw error;
  } finally {
    host.descriptors.close(master);
  }
}
