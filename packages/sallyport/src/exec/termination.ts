import type { Delay, Host } from "@sallyport/host";
import type { SandboxProcess } from "@sallyport/transport";

const SIGKILL = 9;

export interface TerminationOptions {
  /** Number of the first signal. */
  readonly signal: number;
  /** Milliseconds between it and SIGKILL. */
  readonly forceAfter: number;
  readonly target: "process" | "group";
}

/** The end of a command that does not end by itself. */
export interface Termination extends Disposable {
  /** Sends the signal, and SIGKILL when that has not helped in time. Once is enough. */
  begin(): void;
}

/** Disposing of it sends nothing any more. */
export function createTermination(
  host: Host,
  process: SandboxProcess,
  options: TerminationOptions,
): Termination {
  let delay: Delay | undefined;
  let over = false;

  function send(signal: number): void {
    // Where it cannot be delivered, the command has ended, or the sandbox is lost: its exit tells.
    process.signal(signal, options.target).catch(() => undefined);
  }

  return {
    begin() {
      if (over || delay !== undefined) return;
      send(options.signal);
      delay = host.clock.delay(options.forceAfter);
      void delay.elapsed.then(() => send(SIGKILL));
    },
    [Symbol.dispose]() {
      over = true;
      delay?.cancel();
    },
  };
}
