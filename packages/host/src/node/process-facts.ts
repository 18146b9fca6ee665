import { constants } from "node:os";
import process from "node:process";

import type { ProcessFacts } from "../binding.ts";
import { createFiles } from "../system/files.ts";
import type { Text } from "../port/text.ts";
import type { SystemCalls } from "../system-calls.ts";
import { inheritedDescriptors } from "./inherited-descriptors.ts";

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
