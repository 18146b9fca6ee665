import type { Host } from "@sallyport/host";
import { createInterruptCount } from "./interrupt-count.ts";

const SIGINT = 2;
/** Delivers nothing (kill(2)): whoever takes it answers, and that is all. */
const probe = 0;

/** No handler ever sees KILL and STOP; PIPE, CHLD, URG and WINCH are about ourselves. */
const neverForwarded = new Set([9, 13, 17, 19, 23, 28]);
/** Faults of our own: ILL TRAP ABRT BUS FPE SEGV SYS. */
const synchronous = new Set([4, 5, 6, 7, 8, 11, 31]);
/** CONT TSTP TTIN TTOU: a shell's, about us. */
const jobControl = new Set([18, 20, 21, 22]);

const forwarded = Array.from({ length: 31 }, (_, index) => index + 1).filter(
  (signal) => ![neverForwarded, synchronous, jobControl].some((kept) => kept.has(signal)),
);

/** Takes a signal to the command; settles when the command has it. Signal 0 asks whether it could. */
export type SignalSink = (signal: number) => Promise<void>;

export interface SignalForwarding extends Disposable {
  /** From now on signals go to `sink`; those that came before follow at once. */
  deliverTo(sink: SignalSink): void;
  /** An interrupt was typed that reaches the command through its terminal, not through us. */
  interruptTyped(): void;
  /** Settles when the user interrupted again, within two seconds, and neither interrupt is delivered. */
  readonly abandoned: Promise<void>;
}

/**
 * Catches signals from this moment on and keeps them until the command can take them: no signal is lost between
 * our start and the command's.
 */
export function startSignalForwarding(host: Host): SignalForwarding {
  const early: number[] = [];
  const interrupts = createInterruptCount(host.clock);
  let deliver = (signal: number): void => void early.push(signal);
  const watching = host.signals.watch(forwarded, (signal) => {
    if (signal === SIGINT) interrupts.received();
    deliver(signal);
  });
  return {
    abandoned: interrupts.abandoned,
    interruptTyped() {
      interrupts.received();
      deliver(probe);
    },
    deliverTo(sink) {
      deliver = (signal) => {
        const delivered = (): void => {
          if (signal === SIGINT || signal === probe) interrupts.delivered();
        };
        // The command may have ended meanwhile; its exit tells, not this.
        sink(signal).then(delivered, delivered);
      };
      for (const signal of early.splice(0)) deliver(signal);
    },
    [Symbol.dispose]() {
      watching[Symbol.dispose]();
    },
  };
}
