import type { ProcessFacts } from "../binding.ts";
import type { Text } from "../port/text.ts";
import { createFiles } from "../system/files.ts";
import type { Native } from "./native.ts";

const SIGPIPE = 13;

export function processFacts(native: Native, text: Text): ProcessFacts {
  const files = createFiles(native, text);
  let environment: Record<string, string> | undefined;
  return {
    argv: native.argv,
    get self() {
      return [files.readLink("/proc/self/exe")];
    },
    get environment() {
      return (environment ??= environmentOf(native.environment()));
    },
    /** What outlived the start of this program is not close-on-exec; all that is opened here is. */
    get inherited() {
      const open = files.list("/proc/self/fd").map(Number);
      return open.filter((fd) => native.isCloseOnExec(fd) === 0);
    },
    ignoredSignals: [SIGPIPE],
  };
}

/** The first one of a name counts, as for getenv(3). */
function environmentOf(entries: readonly string[]): Record<string, string> {
  const variables = new Map<string, string>();
  for (const entry of entries) {
    const end = entry.indexOf("=");
    const name = entry.slice(0, end);
    if (end > 0 && !variables.has(name)) {
      variables.set(name, entry.slice(end + 1));
    }
  }
  return Object.fromEntries(variables);
}
