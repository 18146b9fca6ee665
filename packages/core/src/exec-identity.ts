import type { ContainerRecord } from "./container-record.ts";
import type { ExecArgs } from "./exec-args.ts";
import type { RequestedProcess } from "./exec-request.ts";
import type { ExecRules } from "./exec-rules.ts";

/**
 * User, group and additional groups. A specification says them all (0 and none by default). Overrides replace
 * the container's uid and gid one by one and add to its groups; gVisor's releases before 20241118 started from 0:0
 * and no groups, and so does crun for a user that is named.
 */
export function execIdentity(
  requested: RequestedProcess,
  container: ContainerRecord,
  rules: ExecRules,
): Pick<ExecArgs, "uid" | "gid" | "additionalGids"> {
  if (requested.kind === "specification") {
    const user = requested.process.user;
    return { uid: user?.uid ?? 0, gid: user?.gid ?? 0, additionalGids: user?.additionalGids ?? [] };
  }
  const named = requested.user.uid !== undefined;
  const base =
    rules.identity === "root" || (rules.identity === "whole" && named) ? undefined : container.process.user;
  return {
    uid: requested.user.uid ?? base?.uid ?? 0,
    gid: requested.user.gid ?? base?.gid ?? 0,
    additionalGids: [...(requested.user.groups ?? base?.additionalGids ?? []), ...requested.additionalGids],
  };
}
