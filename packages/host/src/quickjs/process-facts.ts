import type { ProcessFacts } from "../binding.ts";
import type { Text } from "../port/text.ts";
import { createFiles } from "../system/files.ts";
import type { Native } from "./native.ts";

const SIGPIPE = 13;

export function processFacts(native: Native, text: Text): ProcessFacts {
  const files = createFiles(native, text);
  let environment: ProcessFacts["environment"] | undefined;
  return {
    argv: native.argv,
    get self() {
      return [files.readLink("/proc/self/exe")];
    },
    get environment() {
      return (environment ??= native.environment());
    },
    /** What outlived the start of this program is not close-on-exec; all that is opened here is. */
    get inherited() {
      const open = files.list("/proc/self/fd").map(Number);
      return open.filter((fd) => native.isCloseOnExec(fd) === 0);
    },
    ignoredSignals: [SIGPIPE],
  };
}
