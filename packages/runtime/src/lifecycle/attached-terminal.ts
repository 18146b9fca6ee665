import type { SignalForwarding } from "@sallyport/console";
import type { AttachedTerminal } from "@sallyport/console/terminals";
import { type OciProcess, SallyportError } from "@sallyport/core";
import type { Host } from "@sallyport/host";
import { consoleSize } from "../console-size.ts";

/** Shows a container's terminal on ours, from when its master comes. */
export interface ShownTerminal extends AsyncDisposable {
  readonly take: (master: number) => void;
  /** Settles once what was taken is shown, of its size and with ours in raw mode. */
  readonly attached: () => Promise<void>;
  /** All that was written to it is shown. */
  readonly drained: () => Promise<void>;
}

/** Milliseconds for what the command wrote last. */
const drainTimeout = 2000;

/**
 * For a process that asks for a terminal, which nobody else takes. Throws SALLYPORT_USAGE when ours is none.
 *
 * @param process undefined: none asks
 */
export function attachedTerminal(
  host: Host,
  process: OciProcess | undefined,
  { interruptTyped }: Pick<SignalForwarding, "interruptTyped">,
): ShownTerminal {
  const isAsked = process?.terminal ?? false;
  const missing = [0, 1].find((fd) => isAsked && !host.terminals.isTerminal(fd));
  if (missing !== undefined) {
    throw new SallyportError(
      "SALLYPORT_USAGE",
      `the process asks for a terminal, but ${missing === 0 ? "stdin" : "stdout"} is not one`,
      { hint: "--console-socket takes the container's terminal" },
    );
  }
  let shown: Promise<AttachedTerminal> | undefined;
  return {
    take(master) {
      shown = (async () => {
        const { attachTerminal } = await import("@sallyport/console/terminals");
        // The replica is in the container already; what takes its place is closed with it.
        const pty = { master, replica: host.descriptors.duplicate(master) };
        const terminal = attachTerminal(host, {
          size: process && consoleSize(process),
          detachKeys: new Uint8Array(),
          interruptTyped,
          pty,
        });
        terminal.released();
        return terminal;
      })();
      shown.catch(() => undefined);
    },
    attached: async () => void (await shown),
    drained: async () => (await shown)?.drained(drainTimeout),
    async [Symbol.asyncDispose]() {
      await (await shown)?.[Symbol.asyncDispose]();
    },
  };
}
