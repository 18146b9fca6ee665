import { createHost } from "../create-host.ts";
import type { Host } from "../port/host.ts";
import { loadAddon } from "./load-addon.ts";
import { createNodeEventLoop } from "./node-event-loop.ts";
import { processFacts } from "./process-facts.ts";

let host: Host | undefined;

/**
 * The operating system on Node 20 and later: the same host at each call. To be created before the program opens
 * descriptors of its own, which would count as inherited. Throws SALLYPORT_UNSUPPORTED where the native addon was
 * not built.
 */
export function createNodeHost(): Host {
  host ??= create();
  return host;
}

function create(): Host {
  const calls = loadAddon();
  const loop = createNodeEventLoop(calls);
  return createHost({ calls, loop, facts: processFacts(calls, loop) });
}
