import type { SandboxTransport } from "@sallyport/transport";
import { releaseFeatures } from "./release-features.ts";
import { createSocketHandle } from "./socket-handle.ts";

/** gVisor's control socket: the sentry itself starts, signals and waits. */
export const socketTransport: SandboxTransport = {
  id: "socket",
  capabilities(container) {
    const features = releaseFeatures(container.sandbox);
    return {
      tty: "native",
      signals: "any",
      processGroupSignals: features.processGroupSignal,
      passFds: features.guestFds,
      execFd: features.execFd,
      noNewPrivileges: features.noNewPrivileges,
    };
  },
  open: async (container, host) => createSocketHandle(container, host),
};
