import type { ProcessAttributes } from "./process-attributes.ts";
import type { CapabilitySetName } from "./oci-process.ts";

/** Capability sets as masks: bit n is Linux capability n (41 bits fit a number). */
export type CapabilityMasks = { readonly [set in CapabilitySetName]: number };

/** A request, resolved against the container: everything a transport needs to start the process. */
export interface ExecArgs {
  readonly containerId: string;
  readonly args: readonly string[];
  readonly env: readonly string[];
  readonly cwd: string;
  readonly uid: number;
  readonly gid: number;
  readonly additionalGids: readonly number[];
  readonly capabilities: CapabilityMasks;
  readonly noNewPrivileges: boolean;
  /** Guest descriptors 0 to 2 are one terminal. */
  readonly terminal: boolean;
  /** Present for a container on the host's own kernel. */
  readonly attributes?: ProcessAttributes;
  /** As HostRequest has them. */
  readonly cgroups?: readonly string[];
  /** A paused container is no reason not to start the command. */
  readonly ignorePaused?: boolean;
  readonly pidfdSocket?: string | undefined;
}
