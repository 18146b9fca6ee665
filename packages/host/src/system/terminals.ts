import type { Terminals } from "../port/terminals.ts";
import type { SystemCalls } from "../system-calls.ts";
import { checked } from "./checked.ts";
import { descriptorSubject } from "./descriptor-subject.ts";

const modeSize = 36;

export function createTerminals(calls: SystemCalls): Terminals {
  return {
    isTerminal: (fd) => calls.isTerminal(fd) === 1,
    windowSize(fd) {
      const size = new Int32Array(2);
      checked(calls.windowSize(fd, size), "get window size of", descriptorSubject(fd));
      const [rows = 0, columns = 0] = size;
      return { rows, columns };
    },
    setWindowSize: (fd, { rows, columns }) =>
      void checked(calls.setWindowSize(fd, rows, columns), "set window size of", descriptorSubject(fd)),
    mode(fd) {
      const mode = new Uint8Array(modeSize);
      checked(calls.terminalMode(fd, mode), "get terminal mode of", descriptorSubject(fd));
      return mode;
    },
    setMode(fd, mode, dropInput = false) {
      const result = calls.setTerminalMode(fd, mode, dropInput ? 1 : 0);
      checked(result, "set terminal mode of", descriptorSubject(fd));
    },
    openPty() {
      const ends = new Int32Array(2);
      checked(calls.openPty(ends), "open", "/dev/ptmx");
      const [master = -1, replica = -1] = ends;
      return { master, replica };
    },
  };
}
