export interface Signals {
  /** Calls `handler` on the event loop for each delivery, in place of the default action, until the result is disposed. */
  watch(signals: readonly number[], handler: (signal: number) => void): Disposable;
  /** kill(2); signal 0 probes. */
  send(pid: number, signal: number): void;
}
