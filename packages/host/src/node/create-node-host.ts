import { createHost } from "../create-host.ts";
import type { Host } from "../port/host.ts";
import { loadAddon } from "./load-addon.ts";
import { createNodeEventLoop } from "./node-event-loop.ts";
import { processFacts } from "./process-facts.ts";

export interface NodeHostOptions {
  /** Path of the native addon; that of this package by default. */
  readonly addon?: string | undefined;
}

let host: Host | undefined;

/**
 * The operating system on Node 20 and later: the same host at each call. To be created before the program opens
 * descriptors of its own, which would count as inherited. Throws SALLYPORT_UNSUPPORTED where the native addon was
 * not built.
 */
export function createNodeHost({ addon }: NodeHostOptions = {}): Host {
  host ??= create(addon);
  return host;
}

function create(addon: string | undefined): Host {
  const calls = loadAddon(addon);
  const loop = createNodeEventLoop(calls);
  return createHost({ calls, loop, facts: processFacts(calls, loop) });
}
