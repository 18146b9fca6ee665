import { type ContainerRecord, type ExecArgs, type FilePayload, homeOf } from "@sallyport/core";
import { startPlan } from "@sallyport/helper";
import { connectSocket, type Host } from "@sallyport/host";
import type { ExecuteOptions, SandboxProcess, Supervision } from "@sallyport/transport";
import { readAccounts } from "./container/container-accounts.ts";
import { hostContainer, type InitProcess } from "./container/init-process.ts";
import { deniesGroups, differingNamespaces } from "./container/namespaces.ts";
import { explainFailure } from "./explain-failure.ts";
import { leftProcess, supervisedProcess } from "./host-process.ts";
import { joinPlan } from "./join/join-plan.ts";
import type { JoinRequest } from "./join/join-request.ts";
import type { CgroupDirectory } from "./cgroup/directories.ts";
import { ownPipes } from "./own-pipes.ts";
import { commandOf } from "./process/command.ts";
import { filtersOf } from "./process/filters.ts";
import { readHostFacts } from "./process/host-facts.ts";
import { needsHome } from "./process/with-home.ts";
import { recordEvents } from "./supervise/record-events.ts";
import { watchOf } from "./supervise/watch-of.ts";
import { supervisorDescriptors } from "./supervisor-descriptors.ts";

export interface StartContext {
  readonly host: Host;
  readonly container: ContainerRecord;
  readonly init: InitProcess;
  /** Those to be moved to. */
  readonly cgroups: readonly CgroupDirectory[];
  /** The supervisor's program. */
  readonly supervisor: string;
}

const unwatched: Supervision = { level: "none", policy: {} };

const defaultStartLimit = 10_000;
/** The longest that the supervisor takes: a paused container may be resumed at any time. */
const noStartLimit = 0x7fff_ffff;

/** Starts a command in a container; settled once it executes its program. */
export async function startCommand(
  context: StartContext,
  args: ExecArgs,
  payload: FilePayload,
  options: ExecuteOptions,
): Promise<SandboxProcess> {
  const { host } = context;
  const { pidfdSocket: path } = args;
  if (path === undefined) return await start(context, args, payload, options, undefined);
  const socket = await connectSocket(host, { kind: "path", path });
  try {
    return await start(context, args, payload, options, socket);
  } finally {
    host.descriptors.close(socket);
  }
}

/** @param pidfdSocket connected, for a pidfd of the command */
async function start(
  context: StartContext,
  args: ExecArgs,
  payload: FilePayload,
  options: ExecuteOptions,
  pidfdSocket: number | undefined,
): Promise<SandboxProcess> {
  const { host, container, init, supervisor } = context;
  const { detach = false, orphan = false, startTimeout, supervision = unwatched } = options;
  const facts = readHostFacts(host);
  const descriptors = supervisorDescriptors(payload, init.directory, pidfdSocket);
  const startLimit = args.ignorePaused === true ? noStartLimit : (startTimeout ?? defaultStartLimit);
  const { watch, filters: own, calls } = await watchOf(supervision, facts.architecture);
  const filters = [...own, ...(await filtersOf(hostContainer(container), facts.architecture))];
  const request: JoinRequest = {
    init: { pid: init.pid, directory: descriptors.init },
    namespaces: differingNamespaces(host, init),
    cgroups: context.cgroups,
    watch,
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
  const plan = joinPlan(facts.architecture, host.text, request);
  const listeners = recorderOf(host, supervision, calls);
  const run = startPlan(host, plan, { executable: supervisor, fds: descriptors.fds, ...listeners });
  try {
    const pid = await run.started;
    if (!detach) return supervisedProcess(host, run, pid);
    // The end of its supervisor is what makes it the child of whoever is to reap it, who is to find it so.
    await run.exited;
    return leftProcess(host, pid);
  } catch (error) {
    throw explainFailure(error, request);
  }
}

function recorderOf(host: Host, { policy, onEvent }: Supervision, calls: readonly string[]) {
  return onEvent && recordEvents({ host, calls, results: policy.trace?.results === true, onEvent });
}

/** Of the command's user: read only where the environment has none. */
function homeIn({ host, init }: StartContext, { env, uid }: ExecArgs): string {
  return needsHome(env) ? homeOf(uid, readAccounts(host, init).users) : "";
}
