import type { FdMapping } from "./file-payload.ts";
import type { OciProcess } from "./oci-process.ts";

/** What to run in which container: one shape for flags, process file and library call. */
export interface ExecRequest {
  readonly containerId: string;
  readonly process: RequestedProcess;
  /** Host descriptors to pass on, besides 0 to 2. */
  readonly passFds: readonly FdMapping[];
  /** Host descriptor of the program to run, in place of a look-up of `args[0]` in the container. */
  readonly execFd: number | undefined;
  /** What only a container on the host's own kernel takes. */
  readonly host?: HostRequest;
}

export interface HostRequest {
  /** Cgroups below the container's to run in: `PATH`, or `CONTROLLER[,CONTROLLER]:PATH` of cgroup v1. */
  readonly cgroups?: readonly string[];
  /** Start in a paused container: the command waits with it. */
  readonly ignorePaused?: boolean;
  /** Unix socket that receives a pidfd of the command. */
  readonly pidfdSocket?: string | undefined;
}

export type RequestedProcess = ProcessOverrides | ProcessSpecification;

/** Changes to the container's own process: what flags and library options say. */
export interface ProcessOverrides {
  readonly kind: "overrides";
  readonly args: readonly string[];
  readonly cwd: string | undefined;
  /** `NAME=value` entries. */
  readonly env: readonly string[];
  readonly user: UserChoice;
  readonly additionalGids: readonly number[];
  /** `CAP_…` names. */
  readonly capabilities: readonly string[];
  readonly terminal: boolean;
  readonly noNewPrivileges: boolean | undefined;
  readonly apparmorProfile?: string | undefined;
  readonly selinuxLabel?: string | undefined;
}

/** Ids as numbers, or names that the container's own files have the numbers of. */
export interface UserChoice {
  readonly uid?: number;
  readonly gid?: number;
  readonly userName?: string;
  readonly groupName?: string;
  /** In place of the additional groups of the container's process. */
  readonly groups?: readonly number[];
}

/** A whole OCI process, which replaces the container's own: what a process file says. */
export interface ProcessSpecification {
  readonly kind: "specification";
  readonly process: OciProcess;
  /** `--env` entries: the 2022–2024 releases add them when the file has no `env`. */
  readonly env: readonly string[];
}
