import {
  type ContainerRecord,
  convertRequest,
  type Dialect,
  type ExecArgs,
  type ExecRequest,
  isDialect,
  isSallyportError,
  quoted,
  rulesFor,
  SallyportError,
  withContext,
} from "@sallyport/core";
import type { RuntimeSettings } from "../runtime-settings.ts";

/** The request, completed from the container. An environment is no part of the process spec in gVisor's messages. */
export function completeRequest(
  request: ExecRequest,
  container: ContainerRecord,
  { compat, dialect, netRaw }: RuntimeSettings,
): ExecArgs {
  requireConfiguration(container);
  try {
    // gVisor alone takes CAP_NET_RAW away.
    const keepNetRaw = netRaw || container.host !== undefined;
    const rules = rulesFor(dialect ?? dialectOf(container), compat);
    return convertRequest(request, container, { rules, netRaw: keepNetRaw });
  } catch (error) {
    if (isSallyportError(error) && error.code === "SALLYPORT_INVALID_ENVIRONMENT") throw error;
    throw withContext("parsing process spec", error);
  }
}

function dialectOf({ kind }: ContainerRecord): Dialect | undefined {
  return isDialect(kind) ? kind : undefined;
}

/** Without its configuration a command would run without the container's seccomp profile. */
function requireConfiguration({ id, host }: ContainerRecord): void {
  if (host?.unreadable === undefined) return;
  throw new SallyportError(
    "SALLYPORT_INVALID_STATE",
    `the configuration of container ${quoted(id)} cannot be read: ${host.unreadable}`,
    { details: { containerId: id } },
  );
}
