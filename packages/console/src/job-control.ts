import type { Host } from "@sallyport/host";
import type { RawTerminal } from "./raw-mode.ts";

const SIGCONT = 18;
const SIGSTOP = 19;
const SIGTSTP = 20;

/**
 * Stops us as the shell that started us expects: with the terminal as it was. Once continued, the terminal is ours
 * again, and `continued` is called: its size may be another.
 */
export function followJobControl(host: Host, terminal: RawTerminal, continued: () => void): Disposable {
  return host.signals.watch([SIGTSTP, SIGCONT], (signal) => {
    if (signal === SIGTSTP) {
      terminal.suspend();
      host.signals.send(host.process.pid, SIGSTOP);
      return;
    }
    terminal.resume();
    continued();
  });
}
