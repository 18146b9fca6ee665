import type { ProcessFacts } from "../binding.ts";
import type { ProcessContext } from "../port/process-context.ts";
import type { Text } from "../port/text.ts";
import type { SystemCalls } from "../system-calls.ts";
import { checked } from "./checked.ts";
import { filledText } from "./filled-text.ts";

export function createProcessContext(calls: SystemCalls, text: Text, facts: ProcessFacts): ProcessContext {
  return {
    argv: facts.argv,
    get self() {
      return facts.self;
    },
    get environment() {
      return facts.environment;
    },
    get pid() {
      return calls.processId();
    },
    get parentPid() {
      return calls.parentProcessId();
    },
    get effectiveUid() {
      return calls.effectiveUserId();
    },
    workingDirectory() {
      const path = filledText(text, (out) => calls.workingDirectory(out));
      return typeof path === "string" ? path : String(checked(path, "getcwd", "working directory"));
    },
    setDumpable: (dumpable) =>
      void checked(calls.setDumpable(Number(dumpable)), "set dumpable", "this process"),
    setUmask: (mask) => calls.setUmask(mask),
  };
}
