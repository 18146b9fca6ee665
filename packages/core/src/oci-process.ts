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
}

export interface OciUser {
  readonly uid?: number | undefined;
  readonly gid?: number | undefined;
  readonly additionalGids?: readonly number[] | null | undefined;
}

export const capabilitySetNames = ["bounding", "effective", "inheritable", "permitted", "ambient"] as const;
export type CapabilitySetName = (typeof capabilitySetNames)[number];

/** Names (`CAP_…`) by set; a missing set is empty. */
export type OciCapabilities = { readonly [set in CapabilitySetName]?: readonly string[] | null | undefined };
