import type { ContainerRecord } from "@sallyport/core";
import type { Host } from "@sallyport/host";
import type { SandboxTransport } from "@sallyport/transport";
import type { GuestLanguage } from "./guest-action.ts";

/** A transport, and a container to try it in. The container's processes are nobody else's meanwhile. */
export interface ConformanceTarget {
  readonly host: Host;
  readonly transport: SandboxTransport;
  /** What the transport's schema made of the configured ones. */
  readonly options: unknown;
  /** It runs. Kind `external` where it is the transport's own. */
  readonly container: ContainerRecord;
  /** How programs are said there. Default: as scripts for a POSIX shell. */
  readonly guest?: GuestLanguage;
  /** How many descriptors are open in this process. Default: as /proc/self/fd has it. */
  countDescriptors?(): number;
  /** Lets time pass for the sandbox. Default: it passes by itself. */
  passTime?(milliseconds: number): Promise<void>;
  /** Brings up a sandbox that a case may destroy. Absent: such cases cannot run. */
  sacrifice?(): Promise<Sacrifice>;
  /** A program of the host's that runs in the sandbox. Absent: such cases cannot run. */
  readonly executable?: GivenProgram;
}

export interface GivenProgram {
  readonly path: string;
  readonly args: readonly string[];
  /** What it ends with. */
  readonly status: number;
}

/** A sandbox that is destroyed. */
export interface Sacrifice extends AsyncDisposable {
  readonly transport: SandboxTransport;
  readonly container: ContainerRecord;
  /** It dies, and every connection to it with it. */
  destroy(): Promise<void>;
}
