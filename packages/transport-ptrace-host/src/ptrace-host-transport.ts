import { defineTransport, type SandboxTransport } from "@sallyport/transport";

export interface PtraceHostOptions {
  /** The supervisor's program, asked for when a command is started. Throws where there is none. */
  readonly supervisor: () => string;
}

/** The host's own kernel: commands are processes of this host that enter the container's namespaces and cgroups. */
export function ptraceHostTransport(options: PtraceHostOptions): SandboxTransport {
  return defineTransport({
    api: "1.0",
    id: "ptrace-host",
    capabilities: {
      tty: "native",
      signals: "any",
      processGroupSignals: true,
      separateStderr: true,
      users: true,
      linuxCapabilities: true,
      noNewPrivileges: "chosen",
      environment: true,
      workingDirectory: true,
      passFds: true,
      hostProcesses: true,
      supervision: true,
      limits: true,
      detach: true,
      reattach: true,
      init: true,
      state: true,
      processes: true,
    },
    async open({ container }, host) {
      const { createHostHandle } = await import("./host-handle.ts");
      return createHostHandle(options, container, host);
    },
  });
}
