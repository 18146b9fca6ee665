/**
 * Everything that a transport may be able to do, and how far, the least first. A request that asks for more than the
 * transport declares is refused before anything is opened; nothing is dropped in silence.
 */
export const capabilityModes = {
  /** A terminal for the command. `native`: the sandbox takes ours as it is. `emulated`: it has one of its own, resized by `resize`. */
  tty: ["none", "emulated", "native"],
  /** Signals to the command. */
  signals: ["none", "kill", "any"],
  /** Signals to the process group that the command leads. */
  processGroupSignals: [false, true],
  /** Standard error apart from standard output; without it, both have to be one. */
  separateStderr: [false, true],
  /** The command's user, group and additional groups. */
  users: [false, true],
  /** The command's Linux capabilities. */
  linuxCapabilities: [false, true],
  /** no_new_privs. `always`: it holds whatever is asked. */
  noNewPrivileges: ["none", "always", "chosen"],
  environment: [false, true],
  workingDirectory: [false, true],
  /** Descriptors besides 0 to 2. */
  passFds: [false, true],
  /** A program given as a descriptor of the host. */
  execFd: [false, true],
  /**
   * Commands are processes of this host: they take our own descriptors, and run in cgroups and under labels of the host's
   * kernel. One that is detached is reaped by whoever inherits it, and nobody has to stand for it.
   */
  hostProcesses: [false, true],
  /** Commands that are watched with all that comes from them: `ExecuteOptions.supervision`, `SandboxProcess.killTree`. */
  supervision: [false, true],
  /** Limits of a command's own, within those of the container: `ExecuteOptions.limits`. */
  limits: [false, true],
  /** Commands that outlive us: as `hostProcesses`, or by a stand-in that waits for them, `SandboxProcess.handOver`. */
  detach: [false, true],
  /** Processes that were started earlier: `SandboxHandle.process`. */
  reattach: [false, true],
  /** The container's own first process: `SandboxHandle.wait` and `signal`. */
  init: [false, true],
  /** What containers there are: `SandboxTransport.list`. */
  list: [false, true],
  /** The container's status and its own process: `SandboxHandle.state`. */
  state: [false, true],
  /** The container's processes: `SandboxHandle.processes`. */
  processes: [false, true],
  /** The container's use of resources: `SandboxHandle.statistics`. */
  statistics: [false, true],
} as const;

export type CapabilityName = keyof typeof capabilityModes;

/** What one transport can do: for each capability one of its modes. */
export type TransportCapabilities = {
  readonly [Name in CapabilityName]: (typeof capabilityModes)[Name][number];
};

/** A mode of any of them. */
export type CapabilityMode = TransportCapabilities[CapabilityName];
