import { checkExecArgs } from "./check-exec-args.ts";
import { checkSpecification } from "./check-specification.ts";
import type { ContainerRecord } from "./container-record.ts";
import type { ExecArgs } from "./exec-args.ts";
import { execAttributes } from "./exec-attributes.ts";
import { execCapabilities } from "./exec-capabilities.ts";
import { execEnvironment } from "./exec-environment.ts";
import { execIdentity } from "./exec-identity.ts";
import type { ExecRequest, RequestedProcess } from "./exec-request.ts";
import type { ExecRules } from "./exec-rules.ts";
import { execWorkingDirectory } from "./exec-working-directory.ts";
import { SallyportError } from "./sallyport-error.ts";

export interface ConvertOptions {
  readonly rules: ExecRules;
  /** CAP_NET_RAW may stay: the `--net-raw` of the exec's own command line, whatever the sandbox was given. */
  readonly netRaw: boolean;
}

/**
 * Completes a request from the container's own process. Throws SALLYPORT_USAGE, SALLYPORT_INVALID_PROCESS,
 * SALLYPORT_INVALID_CAPABILITY or SALLYPORT_INVALID_ENVIRONMENT.
 */
export function convertRequest(
  request: ExecRequest,
  container: ContainerRecord,
  options: ConvertOptions,
): ExecArgs {
  const { process: requested } = request;
  const { rules } = options;
  checkCommand(requested, rules);
  const args: ExecArgs = {
    containerId: container.id,
    args: (requested.kind === "overrides" ? requested.args : requested.process.args) ?? [],
    env: execEnvironment(requested, container, rules),
    cwd: execWorkingDirectory(requested, container, rules),
    ...execIdentity(requested, container, rules),
    capabilities: execCapabilities(requested, container, options),
    noNewPrivileges: noNewPrivileges(requested, container, rules),
    ...(container.host === undefined
      ? {}
      : { attributes: execAttributes(requested, container, rules), ...request.host }),
    terminal: (requested.kind === "overrides" ? requested.terminal : requested.process.terminal) ?? false,
  };
  checkExecArgs(args, requested.kind);
  return args;
}

function checkCommand(requested: RequestedProcess, rules: ExecRules): void {
  if (requested.kind === "specification") {
    if (rules.processFile === "complete") checkSpecification(requested.process);
  } else if (requested.args.length === 0) {
    throw new SallyportError("SALLYPORT_USAGE", "a command is required: args is empty");
  }
}

/** What overrides say counts under all rules: no release had a flag for it, so nobody means the old silence. */
function noNewPrivileges(requested: RequestedProcess, container: ContainerRecord, rules: ExecRules): boolean {
  const own = requested.kind === "overrides" ? requested.noNewPrivileges : undefined;
  if (own !== undefined) return own;
  if (!rules.ambientAndNoNewPrivileges) return false;
  if (requested.kind === "overrides" && !rules.inheritsRestrictions) return false;
  const source = requested.kind === "overrides" ? container.process : requested.process;
  return source.noNewPrivileges ?? false;
}
