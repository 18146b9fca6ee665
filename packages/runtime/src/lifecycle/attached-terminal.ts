import type { SignalForwarding } from "@sallyport/console";
import type { AttachedTerminal } from "@sallyport/console/terminals";
import { SallyportError } from "@sallyport/core";
import type { Host } from "@sallyport/host";

/** Shows a container's terminal on ours, from when its master comes. */
export interface ShownTerminal extends AsyncDisposable {
  readonly take: (master: number) => void;
  /** All that was written to it is shown. */
  readonly drained: () => Promise<void>;
}

/** Milliseconds for what the command wrote last. */
const drainTimeout = 2000;

/** Throws SALLYPORT_USAGE when a terminal is asked for and ours is none. */
export function attachedTerminal(
  host: Host,
  isAsked: boolean,
  { interruptTyped }: Pick<SignalForwarding, "interruptTyped">,
): ShownTerminal {
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
          size: undefined,
          detachKeys: new Uint8Array(),
          interruptTyped,
          pty,
        });
        terminal.released();
        return terminal;
      })();
      shown.catch(() => undefined);
    },
    drained: async () => (await shown)?.drained(drainTimeout),
    async [Symbol.asyncDispose]() {
      await (await shown)?.[Symbol.asyncDispose]();
    },
  };
}
