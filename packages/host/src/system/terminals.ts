import type { Terminals } from "../port/terminals.ts";
import type { SystemCalls } from "../system-calls.ts";
import { checked } from "./checked.ts";
import { descriptorSubject } from "./descriptor-subject.ts";

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
  };
}
