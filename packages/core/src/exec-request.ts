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
}

export type RequestedProcess = ProcessOverrides | ProcessSpecification;

/** Changes to the container's own process: what flags and library options say. */
export interface ProcessOverrides {
  readonly kind: "overrides";
  readonly args: readonly string[];
  readonly cwd: string | undefined;
  /** `NAME=value` entries. */
  readonly env: readonly string[];
  readonly user: { readonly uid?: number; readonly gid?: number };
  readonly additionalGids: readonly number[];
  /** `CAP_…` names. */
  readonly capabilities: readonly string[];
  readonly terminal: boolean;
  readonly noNewPrivileges: boolean | undefined;
}

/** A whole OCI process, which replaces the container's own: what a process file says. */
export interface ProcessSpecification {
  readonly kind: "specification";
  readonly process: OciProcess;
  /** `--env` entries: the 2022–2024 releases add them when the file has no `env`. */
  readonly env: readonly string[];
}
