import type { OciProcess } from "./oci-process.ts";

/** What a command on the host's own kernel has besides what every sandbox gives it. */
export type ProcessAttributes = Pick<
  OciProcess,
  | "rlimits"
  | "oomScoreAdj"
  | "scheduler"
  | "ioPriority"
  | "execCPUAffinity"
  | "apparmorProfile"
  | "selinuxLabel"
> & { readonly umask?: number | undefined };
