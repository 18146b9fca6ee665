import type { Host } from "@sallyport/host";

const SIGWINCH = 28;

/** What never reaches a handler, what we need ourselves, and what a terminal's job control does to us (signal(7)). */
const neverForwarded = new Set([9, 13, 17, 19, 23, SIGWINCH]);
const synchronous = new Set([4, 5, 6, 7, 8, 11, 31]);
const jobControl = new Set([18, 20, 21, 22]);

/** Takes a signal to the command. */
export type SignalSink = (signal: number) => Promise<void>;

export interface SignalForwarding extends Disposable {
  /** From now on signals go to `sink`; those that came before follow at once. */
  deliverTo(sink: SignalSink): void;
}

/**
 * Catches signals from this moment on and keeps them until the command can take them: no signal is lost between
 * our start and the command's.
 */
export function startSignalForwarding(host: Host, terminal: boolean): SignalForwarding {
  const early: number[] = [];
  let deliver = (signal: number): void => void early.push(signal);
  const watching = host.signals.watch(forwardedSignals(terminal), (signal) => deliver(signal));
  return {
    deliverTo(sink) {
      deliver = (signal) => {
        // The command may have ended meanwhile; its exit tells, not this.
        sink(signal).catch(() => undefined);
      };
      for (const signal of early.splice(0)) deliver(signal);
    },
    [Symbol.dispose]() {
      watching[Symbol.dispose]();
    },
  };
}

function forwardedSignals(terminal: boolean): number[] {
  const all = Array.from({ length: 31 }, (_, index) => index + 1);
  const signals = all.filter(
    (signal) =>
      !neverForwarded.has(signal) && !synchronous.has(signal) && (terminal || !jobControl.has(signal)),
  );
  return terminal ? [...signals, SIGWINCH] : signals;
}
