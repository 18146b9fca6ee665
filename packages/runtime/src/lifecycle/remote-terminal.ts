import { sendToConsoleSocket } from "@sallyport/console";
import type { Host } from "@sallyport/host";

/** Takes the master of a container's terminal to a console socket. */
export interface RemoteTerminal {
  readonly take: (master: number) => void;
  /** Settles once it is there. */
  readonly sent: () => Promise<void>;
}

export function remoteTerminal(host: Host, path: string | undefined): RemoteTerminal {
  let sending: Promise<void> = Promise.resolve();
  return {
    take(master) {
      sending = (async () => {
        if (path !== undefined) await sendToConsoleSocket(host, path, master);
      })().finally(() => host.descriptors.close(master));
      // Whoever calls `sent` learns of it; until then it is no unhandled rejection.
      sending.catch(() => undefined);
    },
    sent: () => sending,
  };
}
