import { type CommandStreams, openStdio, passStdio } from "@sallyport/console";
import { type ExecArgs, SallyportError } from "@sallyport/core";
import type { TerminalMode, WindowSize } from "@sallyport/host";
import { consoleSize } from "../console-size.ts";
import type { ExecContext } from "./exec-context.ts";
import { waiterProgram } from "./waiter-program.ts";

/** What the command reads and writes, and what comes with it when that is a terminal. */
export interface OpenedStreams extends CommandStreams {
  /** The replica that becomes the controlling terminal of a stand-in. */
  readonly replica?: number;
  /** How our own terminal was before it showed the command's. */
  readonly former?: TerminalMode;
  /** Of the terminal that is shown on ours. */
  readonly master?: number;
  /** Settles when the detach keys were typed. */
  readonly detached?: Promise<void>;
  /** Of ours, which the sandbox's own terminal is shown on. */
  readonly size?: WindowSize | undefined;
  onResize?(resized: (size: WindowSize) => void): void;
}

/**
 * Our own streams, a terminal shown on ours, or one whose master goes to a console socket. A sandbox that has a
 * terminal of its own gets ours.
 */
export async function openStreams(context: ExecContext, args: ExecArgs): Promise<OpenedStreams> {
  const { host, settings, options, signals, handle, target } = context;
  const { tty, hostProcesses } = target.capabilities;
  const { consoleSocket, detach } = options;
  if (!args.terminal) {
    if (consoleSocket !== undefined)
      throw refusal("a console socket is given, but the process has no terminal");
    if (hostProcesses) return passStdio();
    if (!detach) {
      return openStdio(host, async (transfer) => {
        const { leaveTransfer } = await import("./leave-behind.ts");
        await leaveTransfer(host, settings.waiter, transfer);
      });
    }
    const { openDetached } = await import("./open-detached.ts");
    return openDetached(host, waiterProgram(settings));
  }
  const { attachTerminal, borrowTerminal, defaultDetachKeys, openRemoteTerminal, parseDetachKeys } =
    await import("@sallyport/console/terminals");
  const { process } = options.request;
  const size = process.kind === "specification" ? consoleSize(process.process) : undefined;
  if (consoleSocket !== undefined) return openRemoteTerminal(host, consoleSocket, size);
  if (detach) throw refusal("cannot allocate tty if sallyport will detach without setting console socket");
  for (const [fd, name] of [
    [0, "stdin"],
    [1, "stdout"],
  ] as const) {
    if (!host.terminals.isTerminal(fd))
      throw refusal(`the process asks for a terminal, but ${name} is not one`);
  }
  if (tty === "emulated") return borrowTerminal(host);
  const pty = await handle.openTerminal?.();
  return attachTerminal(host, {
    size,
    ...(pty === undefined ? {} : { pty }),
    // A command that is a process of ours has nobody to be left to.
    detachKeys: parseDetachKeys(hostProcesses ? "" : (options.detachKeys ?? defaultDetachKeys)),
    interruptTyped: () => signals.interruptTyped(),
  });
}

function refusal(message: string): SallyportError {
  return new SallyportError("SALLYPORT_USAGE", message, {
    hint: "--console-socket takes the terminal of a detached command; --tty=false asks for none",
  });
}
