/** What a transport can do; a mode where a degree matters. A request that asks for more is refused before anything is opened. */
export interface TransportCapabilities {
  readonly tty: "none" | "emulated" | "native";
  readonly signals: "none" | "kill" | "any";
  /** Signals to the process group that an exec leads. */
  readonly processGroupSignals: boolean;
  /** Descriptors besides 0 to 2. */
  readonly passFds: boolean;
  /** A program given as a descriptor of the host. */
  readonly execFd: boolean;
  readonly noNewPrivileges: boolean;
}
