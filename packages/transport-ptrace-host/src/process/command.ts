import type { ContainerRecord, ExecArgs, FilePayload } from "@sallyport/core";
import { hostContainer } from "../container/init-process.ts";
import type { Command } from "../join/join-request.ts";
import { cpuMask } from "./cpu-mask.ts";
import { executableCandidates } from "./executable-candidates.ts";
import type { HostFacts } from "./host-facts.ts";
import { labels } from "./labels.ts";
import { personalityNumber } from "./personality.ts";
import { rlimits } from "./rlimits.ts";
import { ioPriorityValue, schedulerFields } from "./scheduling.ts";
import { withHome } from "./with-home.ts";

/** crun's where the container says none; runc leaves the caller's. */
const crunUmask = 0o022;

interface CommandContext {
  readonly container: ContainerRecord;
  readonly facts: HostFacts;
  /** Home directory of the command's user. */
  readonly home: string;
  /** Seccomp filters, as `Command` has them. */
  readonly filters: Command["filters"];
}

/**
 * A command in the kernel's numbers. Throws SALLYPORT_INVALID_PROCESS for an attribute that the kernel has no number
 * for, SALLYPORT_UNSUPPORTED for a label that it cannot give.
 */
export function commandOf(
  args: ExecArgs,
  { guestFds, pipes, pidfdSocket }: Pick<FilePayload, "guestFds"> & Pick<Command, "pipes" | "pidfdSocket">,
  { container, facts, home, filters }: CommandContext,
): Command {
  const { attributes = {} } = args;
  const { scheduler, ioPriority, execCPUAffinity: cpus } = attributes;
  const { newKeyring, personality } = hostContainer(container);
  const env = withHome(args.env, home);
  return {
    args: args.args,
    candidates: executableCandidates(args.args[0] ?? "", env),
    env,
    cwd: args.cwd,
    uid: args.uid,
    gid: args.gid,
    additionalGids: args.additionalGids,
    capabilities: args.capabilities,
    lastCapability: facts.lastCapability,
    noNewPrivileges: args.noNewPrivileges,
    terminal: args.terminal,
    descriptors: guestFds,
    pipes,
    pidfdSocket,
    umask: attributes.umask ?? (container.kind === "crun" ? crunUmask : undefined),
    rlimits: rlimits(attributes.rlimits ?? []),
    oomScoreAdj: attributes.oomScoreAdj,
    scheduler: scheduler === undefined ? undefined : schedulerFields(scheduler),
    ioPriority: ioPriority === undefined ? undefined : ioPriorityValue(ioPriority),
    initialCpus: cpus?.initial ? cpuMask(cpus.initial, "execCPUAffinity.initial") : undefined,
    finalCpus: cpus?.final ? cpuMask(cpus.final, "execCPUAffinity.final") : undefined,
    personality: personality === undefined ? undefined : personalityNumber(personality),
    keyring: newKeyring ? `_ses.${container.id}` : undefined,
    labels: labels(attributes, facts),
    filters,
  };
}
