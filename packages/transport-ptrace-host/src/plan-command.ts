import { type ContainerRecord, type ExecArgs, type FilePayload, homeOf } from "@sallyport/core";
import type { Plan, PlanOptions } from "@sallyport/helper";
import type { Host } from "@sallyport/host";
import type { ExecuteOptions } from "@sallyport/transport";
import type { CgroupDirectory } from "./cgroup/directories.ts";
import { readAccounts } from "./container/container-accounts.ts";
import { hostContainer, type InitProcess } from "./container/init-process.ts";
import { deniesGroups, differingNamespaces } from "./container/namespaces.ts";
import { joinPlan } from "./join/join-plan.ts";
import type { JoinRequest } from "./join/join-request.ts";
import { ownPipes } from "./own-pipes.ts";
import { commandOf } from "./process/command.ts";
import { filtersOf } from "./process/filters.ts";
import { readHostFacts } from "./process/host-facts.ts";
import { needsHome } from "./process/with-home.ts";
import { planWatch } from "./supervise/plan-watch.ts";
import { supervisorDescriptors } from "./supervisor-descriptors.ts";

export interface PlanContext {
  readonly host: Host;
  readonly container: ContainerRecord;
  readonly init: InitProcess;
  /** Those to be moved to. */
  readonly cgroups: readonly CgroupDirectory[];
}

export interface PlannedCommand {
  readonly plan: Plan;
  readonly request: JoinRequest;
  /** What the supervisor is started with: index is its number, value ours. */
  readonly fds: readonly number[];
  /** To what the supervisor tells. */
  readonly listeners: Partial<PlanOptions>;
}

const defaultStartLimit = 10_000;
/** The longest that the supervisor takes: a paused container may be resumed at any time. */
const noStartLimit = 0x7fff_ffff;

/**
 * The plan that starts a command in a container; starts nothing.
 *
 * @param pidfdSocket connected, for a pidfd of the command
 */
export async function planCommand(
  context: PlanContext,
  args: ExecArgs,
  payload: FilePayload,
  options: ExecuteOptions,
  pidfdSocket: number | undefined,
): Promise<PlannedCommand> {
  const { host, container, init } = context;
  const { detach = false, orphan = false, startTimeout, supervision } = options;
  const facts = readHostFacts(host);
  const descriptors = supervisorDescriptors(payload, init.directory, pidfdSocket);
  const startLimit = args.ignorePaused === true ? noStartLimit : (startTimeout ?? defaultStartLimit);
  const { watch, listeners, ...own } = await planWatch(host, supervision, facts.architecture);
  const filters = [...own.filters, ...(await filtersOf(hostContainer(container), facts.architecture))];
  const request: JoinRequest = {
    init: { pid: init.pid, directory: descriptors.init },
    namespaces: differingNamespaces(host, init),
    cgroups: context.cgroups,
    watch,
    privileged: host.process.effectiveUid === 0,
    deniesGroups: deniesGroups(host, init),
    leave: detach,
    orphan,
    startLimit,
    command: commandOf(
      args,
      {
        guestFds: payload.guestFds,
        pipes: ownPipes(host, payload),
        pidfdSocket: descriptors.pidfdSocket,
      },
      { container, facts, home: homeIn(context, args), filters },
    ),
  };
  return { plan: joinPlan(facts.architecture, host.text, request), request, fds: descriptors.fds, listeners };
}

/** Of the command's user: read only where the environment has none. */
function homeIn({ host, init }: PlanContext, { env, uid }: ExecArgs): string {
  return needsHome(env) ? homeOf(uid, readAccounts(host, init).users) : "";
}
