import { SallyportError, type SupervisionLevel, type SupervisionPolicy } from "@sallyport/core";
import type { WatchFlagValues } from "@sallyport/flags";
import type { Host } from "@sallyport/host";
import { readPolicyFile, type TimeLimit, type WatchOptions } from "@sallyport/runtime";

const killAfter = 10_000;

/**
 * How a command is to be watched and limited, for all commands that start one.
 *
 * @throws SallyportError SALLYPORT_USAGE for flags that contradict each other, SALLYPORT_INVALID_POLICY
 */
export async function watchOptions(host: Host, flags: WatchFlagValues): Promise<WatchOptions> {
  const { memory, pids, cpu } = flags;
  const policy = flags.policy ? await readPolicyFile(host, flags.policy) : undefined;
  const traceFile = flags.trace || undefined;
  const level = flags.supervise ?? impliedLevel(policy, traceFile);
  checkLevel(level, policy, traceFile);
  const hasLimits = [memory, pids, cpu].some((limit) => limit !== undefined);
  return {
    supervision: level === undefined ? undefined : { level, policy: policy ?? {} },
    traceFile,
    limits: hasLimits ? { memory, pids, cpu } : undefined,
    timeLimit: timeLimit(flags),
  };
}

function impliedLevel(
  policy: SupervisionPolicy | undefined,
  traceFile: string | undefined,
): SupervisionLevel | undefined {
  if (policy !== undefined && isEnforced(policy)) return "enforce";
  return traceFile === undefined ? undefined : "audit";
}

function checkLevel(
  level: SupervisionLevel = "none",
  policy: SupervisionPolicy | undefined,
  traceFile: string | undefined,
): void {
  if (level === "enforce" && (policy === undefined || !isEnforced(policy))) {
    throw usage("--supervise enforce needs --policy FILE, with paths or deny");
  }
  if (level !== "enforce" && policy !== undefined && isEnforced(policy)) {
    throw usage(`paths and deny of the policy need --supervise enforce, not ${level}`);
  }
  if (level === "audit" && traceFile === undefined) throw usage("--supervise audit needs --trace FILE");
  if (level === "none" && traceFile !== undefined) {
    throw usage("--trace needs --supervise tree, audit or enforce, not none");
  }
  if (level !== "audit" && policy?.trace !== undefined) {
    throw usage(`trace of the policy needs --supervise audit and --trace FILE, not ${level}`);
  }
}

function isEnforced({ paths, deny }: SupervisionPolicy): boolean {
  return paths !== undefined || deny !== undefined;
}

/** As for timeout(1), no time is no limit. */
function timeLimit(flags: WatchFlagValues): TimeLimit | undefined {
  const { timeout = 0, killAfter: grace = killAfter } = flags;
  if (timeout < 0) throw usage("--timeout must not be negative");
  if (grace < 0) throw usage("--kill-after must not be negative");
  return timeout === 0 ? undefined : { timeout, killAfter: grace };
}

function usage(message: string): SallyportError {
  return new SallyportError("SALLYPORT_USAGE", message);
}
