import { createQuickJsHost, type Native } from "@sallyport/host/quickjs";
import { main, type Programs } from "../main.ts";

/** What the executable calls first; the result runs a turn of the event loop. */
export function start(native: Native): () => boolean {
  const { host, turn } = createQuickJsHost(native);
  void main(host, findPrograms(native)).then((status) => native.exit(status));
  return turn;
}

function findPrograms(native: Native): Programs {
  return {
    /** Opened when it is asked for: not every command needs it. */
    get waiter() {
      const fd = native.openEmbedded("sallyport-waiter");
      if (fd < 0) throw new Error(`the waiter cannot be opened: errno ${-fd}`);
      return `/proc/self/fd/${fd}`;
    },
  };
}
