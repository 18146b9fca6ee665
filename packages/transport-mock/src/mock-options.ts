import type { ContainerStatus, OciProcess } from "@sallyport/core";
import type { DeclaredCapabilities } from "@sallyport/transport";
import type { MockFault } from "./mock-fault.ts";
import type { MockProgram } from "./mock-program.ts";

export interface MockContainer {
  /** Default `running`. */
  readonly status?: ContainerStatus;
  /** What an exec does not say comes from it. Default: root in `/` with `PATH=/bin`. */
  readonly process?: OciProcess;
}

export interface MockSandboxOptions {
  /** Default: one container, `web`. */
  readonly containers?: Readonly<Record<string, MockContainer>>;
  /** By name: the first word of a command, without its folder. */
  readonly programs?: Readonly<Record<string, MockProgram>>;
  /** In place of what a mock declares, for instance `{ tty: "none" }`: what is taken away is refused. */
  readonly capabilities?: DeclaredCapabilities;
  /** What goes wrong, in order. */
  readonly faults?: readonly MockFault[];
}
