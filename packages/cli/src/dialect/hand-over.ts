import { quoted, SallyportError, withContext } from "@sallyport/core";
import { globalFlags } from "@sallyport/flags";
import type { Host } from "@sallyport/host";
import type { CommandLine } from "../command-line.ts";

/** `PID TIMES`: the process that was handed over, and how often it and its ancestors were. */
const marker = "SALLYPORT_DELEGATED";

/** A runtime's hook may call a runtime again, and hardly deeper. */
const mostTimes = 8;

/**
 * Becomes the runtime itself, which takes this call over: its arguments as they were given, without those flags in
 * front of the command that only sallyport knows, and the descriptors that were inherited.
 *
 * @throws SallyportError SALLYPORT_INVALID_CONFIGURATION for a delegate that is no absolute path or leads back here,
 * SALLYPORT_SYSTEM_CALL for one that cannot be executed
 */
export function handOver(host: Host, delegate: string, line: CommandLine): never {
  const { environment, pid } = host.process;
  if (!delegate.startsWith("/")) throw invalid(delegate, "must be an absolute path");
  const [by, times = "0"] = environment[marker]?.split(" ") ?? [];
  if (by === String(pid) || Number(times) >= mostTimes) throw invalid(delegate, "leads back to sallyport");
  const argv = [delegate, ...argumentsFor(line)];
  try {
    return host.children.replace(delegate, argv, {
      ...environment,
      [marker]: `${pid} ${Number(times) + 1}`,
    });
  } catch (error) {
    throw withContext("delegate", error);
  }
}

function argumentsFor({ occurrences, terminated, name, args }: CommandLine): string[] {
  const own = new Set<unknown>(
    Object.values(globalFlags.flags).filter(({ releases }) => releases.length === 0),
  );
  return [
    ...occurrences.filter(({ definition }) => !own.has(definition)).flatMap(({ words }) => words),
    ...(terminated ? ["--"] : []),
    ...(name === undefined ? [] : [name]),
    ...args,
  ];
}

function invalid(delegate: string, why: string): SallyportError {
  return new SallyportError("SALLYPORT_INVALID_CONFIGURATION", `delegate ${quoted(delegate)} ${why}`, {
    hint: "--delegate, SALLYPORT_DELEGATE or the configuration names the runtime itself",
    details: { delegate },
  });
}
