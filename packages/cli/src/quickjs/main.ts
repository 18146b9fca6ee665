import type { Host } from "@sallyport/host";
import { createQuickJsHost, type Native } from "@sallyport/host/quickjs";
import { main } from "../main.ts";
import type { Programs } from "../programs.ts";

/** What the executable calls first; the result runs a turn of the event loop. */
export function start(native: Native): () => boolean {
  const { host, turn } = createQuickJsHost(native);
  void main(host, findPrograms(host, native)).then((status) => native.exit(status));
  return turn;
}

function findPrograms(host: Host, native: Native): Programs {
  return {
    async startOver(transport) {
      const { runOnNode } = await import("./run-on-node.ts");
      return runOnNode(host, transport);
    },
    get folder() {
      return (host.process.self[0] ?? "").replace(/\/[^/]*$/, "");
    },
    /** Opened when it is asked for: not every command needs it. */
    get waiter() {
      return openProgram(native, "sallyport-waiter");
    },
    get supervisor() {
      return openProgram(native, "sallyport-supervisor");
    },
  };
}

function openProgram(native: Native, name: string): string {
  const fd = native.openEmbedded(name);
  if (fd < 0) throw new Error(`${name} cannot be opened: errno ${-fd}`);
  return `/proc/self/fd/${fd}`;
}
