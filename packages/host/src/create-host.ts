import type { Binding } from "./binding.ts";
import type { Host } from "./port/host.ts";
import type { Text } from "./port/text.ts";
import { createChildren } from "./system/children.ts";
import { createClock } from "./system/clock.ts";
import { createDescriptors } from "./system/descriptors.ts";
import { createFiles } from "./system/files.ts";
import { createInherited } from "./system/inherited.ts";
import { createProcessContext } from "./system/process-context.ts";
import { createReadiness } from "./system/readiness.ts";
import { createSignals } from "./system/signals.ts";
import { createSockets } from "./system/sockets.ts";
import { createTerminals } from "./system/terminals.ts";

/** The port over one binding. One host per binding: it owns the binding's event loop. */
export function createHost({ calls, loop, facts }: Binding): Host {
  const text: Text = {
    encode: (decoded) => loop.encode(decoded),
    decode: (bytes) => loop.decode(bytes),
  };
  const inherited = createInherited(calls, facts);
  const descriptors = createDescriptors(calls, createReadiness(loop), inherited);
  const clock = createClock(calls, loop);
  return {
    process: createProcessContext(calls, text, facts),
    files: createFiles(calls, text),
    descriptors,
    sockets: createSockets(calls, text),
    terminals: createTerminals(calls),
    children: createChildren(calls, { descriptors, clock, inherited }, facts.ignoredSignals),
    signals: createSignals(calls, loop),
    clock,
    text,
  };
}
