import { type DeclaredCapabilities, defineTransport } from "@sallyport/transport";
import { type ReleaseFeatures, releaseFeatures } from "./release-features.ts";
import { createSocketHandle, type SocketHandle } from "./socket-handle.ts";

/** gVisor's control socket: the sentry itself starts, signals and waits. */
export const socketTransport = defineTransport<unknown, SocketHandle>({
  api: "1.0",
  id: "socket",
  capabilities: capabilitiesWith({
    guestFds: true,
    execFd: true,
    noNewPrivileges: true,
    processGroupSignal: true,
  }),
  capabilitiesOf: ({ sandbox }) => capabilitiesWith(releaseFeatures(sandbox)),
  hints: {
    passFds: "gVisor passes descriptors since release 20230320",
    execFd: "gVisor runs a program given as a descriptor since release 20230403",
    processGroupSignals: "gVisor signals process groups since release 20260413",
  },
  open: async ({ container }, host) => createSocketHandle(container, host),
});

function capabilitiesWith(
  features: Pick<ReleaseFeatures, "guestFds" | "execFd" | "noNewPrivileges" | "processGroupSignal">,
): DeclaredCapabilities {
  return {
    tty: "native",
    signals: "any",
    processGroupSignals: features.processGroupSignal,
    separateStderr: true,
    users: true,
    linuxCapabilities: true,
    // Older sentries know no set-user-id programs: it holds for every process.
    noNewPrivileges: features.noNewPrivileges ? "chosen" : "always",
    environment: true,
    workingDirectory: true,
    passFds: features.guestFds,
    execFd: features.execFd,
    detach: true,
    reattach: true,
    init: true,
    state: true,
    processes: true,
    statistics: true,
  };
}
