import { constants } from "node:os";

import type { ProcessFacts } from "../binding.ts";
import { createFiles } from "../system/files.ts";
import type { Text } from "../port/text.ts";
import type { SystemCalls } from "../system-calls.ts";
import { inheritedDescriptors } from "./inherited-descriptors.ts";

/**
 * Uses the global `process`: an import of `node:process` evaluates its `stdin`, `stdout` and `stderr` too, which
 * makes the caller's pipes non-blocking and opens a descriptor that would count as inherited (Node 20).
 */
export function processFacts(calls: SystemCalls, text: Text): ProcessFacts {
  const [, script, ...argumentsAfterScript] = process.argv;
  const environment = Object.entries(process.env).map(([name, value]) => [name, value ?? ""] as const);
  return {
    argv: [script ?? process.argv0, ...argumentsAfterScript],
    self: [process.execPath, ...process.execArgv, ...(script === undefined ? [] : [script])],
    environment: Object.fromEntries(environment),
    inherited: inheritedDescriptors(calls, createFiles(calls, text)),
    // ResetSignalHandlers of Node's src/node.cc.
    ignoredSignals: [constants.signals.SIGPIPE, constants.signals.SIGXFSZ],
  };
}
