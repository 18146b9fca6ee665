/** OCI runtime-spec `process`, the parts an exec reads. https://github.com/opencontainers/runtime-spec/blob/v1.2.0/config.md#process */
export interface OciProcess {
  readonly terminal?: boolean | undefined;
  readonly consoleSize?: { readonly height: number; readonly width: number } | undefined;
  readonly user?: OciUser | undefined;
  readonly args?: readonly string[] | null | undefined;
  readonly env?: readonly string[] | null | undefined;
  readonly cwd?: string | undefined;
  readonly capabilities?: OciCapabilities | null | undefined;
  readonly noNewPrivileges?: boolean | undefined;
  // What follows counts on the host's own kernel alone.
  readonly rlimits?: readonly OciRlimit[] | null | undefined;
  readonly oomScoreAdj?: number | undefined;
  readonly scheduler?: OciScheduler | undefined;
  readonly ioPriority?: OciIoPriority | undefined;
  readonly execCPUAffinity?:
    | { readonly initial?: string | undefined; readonly final?: string | undefined }
    | undefined;
  readonly apparmorProfile?: string | undefined;
  readonly selinuxLabel?: string | undefined;
}

export interface OciUser {
  readonly uid?: number | undefined;
  readonly gid?: number | undefined;
  readonly additionalGids?: readonly number[] | null | undefined;
  readonly umask?: number | undefined;
}

export interface OciRlimit {
  /** `RLIMIT_…`. */
  readonly type: string;
  /** Up to 2^64 - 1, "no limit", which comes out of JSON as 2^64. */
  readonly soft: number;
  readonly hard: number;
}

/** struct sched_attr of sched_setattr(2); names as the OCI writes them. */
export interface OciScheduler {
  /** `SCHED_…`. */
  readonly policy: string;
  readonly nice?: number | undefined;
  readonly priority?: number | undefined;
  /** `SCHED_FLAG_…`. */
  readonly flags?: readonly string[] | null | undefined;
  /** Nanoseconds. */
  readonly runtime?: number | undefined;
  readonly deadline?: number | undefined;
  readonly period?: number | undefined;
}

export interface OciIoPriority {
  /** `IOPRIO_CLASS_…`. */
  readonly class: string;
  /** 0 to 7. */
  readonly priority?: number | undefined;
}

export const capabilitySetNames = ["bounding", "effective", "inheritable", "permitted", "ambient"] as const;
export type CapabilitySetName = (typeof capabilitySetNames)[number];

/** Names (`CAP_…`) by set; a missing set is empty. */
export type OciCapabilities = { readonly [set in CapabilitySetName]?: readonly string[] | null | undefined };
