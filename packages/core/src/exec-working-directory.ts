import type { ContainerRecord } from "./container-record.ts";
import type { RequestedProcess } from "./exec-request.ts";
import type { ExecRules } from "./exec-rules.ts";

/** The working directory of an exec; an empty one counts as not given, and `/` is what the sandbox makes of none. */
export function execWorkingDirectory(
  requested: RequestedProcess,
  container: ContainerRecord,
  rules: ExecRules,
): string {
  const own = requested.kind === "overrides" ? requested.cwd : requested.process.cwd;
  const inherits = requested.kind === "overrides" || rules.processFile === "inherit";
  return own || (inherits ? container.process.cwd : undefined) || "/";
}
