import type { SignalSink } from "@sallyport/console";
import { SallyportError, signalName, withResolvers } from "@sallyport/core";
import type { SandboxProcess, TransportCapabilities } from "@sallyport/transport";

const SIGKILL = 9;

export interface CommandSignals {
  sinkOf(process: SandboxProcess): SignalSink;
  /** Rejects with SALLYPORT_INTERRUPTED when a signal came that the transport cannot take to the command. */
  readonly undeliverable: Promise<never>;
}

/** How far our signals reach: those that we catch are those that would end a command. */
export function commandSignals(capabilities: TransportCapabilities, terminal: boolean): CommandSignals {
  // An emulated terminal has its own foreground, which its transport knows.
  const target = terminal && capabilities.tty === "native" ? "foreground" : "process";
  const undeliverable = withResolvers<never>();
  // Whoever waits for the command learns of it; before that it is no unhandled rejection.
  undeliverable.promise.catch(() => undefined);
  const sinks: Record<TransportCapabilities["signals"], CommandSignals["sinkOf"]> = {
    any: (process) => (signal) => process.signal(signal, target),
    kill: (process) => () => process.signal(SIGKILL, "process"),
    none: () => async (signal) => undeliverable.reject(interrupted(signal)),
  };
  return { sinkOf: sinks[capabilities.signals], undeliverable: undeliverable.promise };
}

function interrupted(signal: number): SallyportError {
  return new SallyportError(
    "SALLYPORT_INTERRUPTED",
    `interrupted by ${signalName(signal)}, which the transport cannot take to the command`,
    { hint: "the command may run on" },
  );
}
