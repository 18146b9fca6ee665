import type { ContainerRecord } from "./container-record.ts";
import type { RequestedProcess } from "./exec-request.ts";
import type { ExecRules } from "./exec-rules.ts";
import type { ProcessAttributes } from "./process-attributes.ts";

const crunUmask = 0o22;

/**
 * What the host's own kernel gives a command. A specification stands for itself, except for what a container's init
 * has and an engine does not repeat: umask and oom_score_adj (runc takes both from the container alone). Overrides
 * change the container's own process.
 */
export function execAttributes(
  requested: RequestedProcess,
  container: ContainerRecord,
  rules: ExecRules,
): ProcessAttributes {
  const own = container.process;
  const specified = requested.kind === "specification" ? requested.process : undefined;
  const overrides = requested.kind === "overrides" ? requested : undefined;
  const source = specified ?? own;
  const inherits = overrides === undefined || rules.inheritsRestrictions;
  return {
    rlimits: inherits ? source.rlimits : undefined,
    scheduler: source.scheduler,
    ioPriority: source.ioPriority,
    execCPUAffinity: source.execCPUAffinity,
    apparmorProfile: overrides?.apparmorProfile ?? source.apparmorProfile,
    selinuxLabel: overrides?.selinuxLabel ?? source.selinuxLabel,
    umask: inherits ? (source.user?.umask ?? own.user?.umask) : crunUmask,
    oomScoreAdj: source.oomScoreAdj ?? own.oomScoreAdj,
  };
}
