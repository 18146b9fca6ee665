import type { Host } from "@sallyport/host";
import { createQuickJsHost, type Native } from "@sallyport/host/quickjs";
import { main } from "../main.ts";
import type { Programs } from "../programs.ts";

/** Runs the program; the result runs a turn of its event loop. */
export function startProgram(native: Native): () => boolean {
  const { host, turn } = createQuickJsHost(native);
  void main(host, findPrograms(host, native)).then((status) => native.exit(status));
  return turn;
}

function findPrograms(host: Host, native: Native): Programs {
  const waiter = openedOnce(native, "sallyport-waiter");
  const supervisor = openedOnce(native, "sallyport-supervisor");
  return {
    async startOver(transport) {
      const { runOnNode } = await import("./run-on-node.ts");
      return runOnNode(host, transport);
    },
    get folder() {
      return (host.process.self[0] ?? "").replace(/\/[^/]*$/, "");
    },
    get waiter() {
      return waiter();
    },
    get supervisor() {
      return supervisor();
    },
  };
}

/** A program in the executable, opened when it is first asked for: most commands end without any. */
function openedOnce(native: Native, name: string): () => string {
  let path: string | undefined;
  return () => (path ??= openProgram(native, name));
}

function openProgram(native: Native, name: string): string {
  const fd = native.openEmbedded(name);
  if (fd < 0) throw new Error(`${name} cannot be opened: errno ${-fd}`);
  return `/proc/self/fd/${fd}`;
}
