import { createHost } from "../create-host.ts";
import type { Host } from "../port/host.ts";
import type { Native } from "./native.ts";
import { processFacts } from "./process-facts.ts";
import { createQuickJsEventLoop } from "./quickjs-event-loop.ts";

export type { Native } from "./native.ts";

export interface QuickJsProgram {
  readonly host: Host;
  /** One turn of the event loop, for native/quickjs to run after each drain of the promise jobs. */
  readonly turn: () => boolean;
}

/** The operating system in an executable with QuickJS. To be created once. */
export function createQuickJsHost(native: Native): QuickJsProgram {
  const facts = processFacts(native, native);
  for (const signal of facts.ignoredSignals) {
    native.setSignalIgnored(signal, 1);
  }
  const loop = createQuickJsEventLoop(native);
  return { host: createHost({ calls: native, loop, facts }), turn: () => loop.turn() };
}
