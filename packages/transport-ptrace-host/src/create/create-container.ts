import {
  type ContainerRecord,
  convertRequest,
  execRules,
  type HookName,
  homeOf,
  type OciConfiguration,
  withResolvers,
} from "@sallyport/core";
import { exists, type Host, type WindowSize } from "@sallyport/host";
import { startPlan } from "@sallyport/helper";
import type { SandboxProcess, Supervision } from "@sallyport/transport";
import type { CgroupDirectory } from "../cgroup/directories.ts";
import { accountsBelow } from "../container/container-accounts.ts";
import { supervisedProcess } from "../host-process.ts";
import { ownPipes } from "../own-pipes.ts";
import type { Command } from "../join/join-request.ts";
import { commandOf } from "../process/command.ts";
import { type HostFacts, readHostFacts } from "../process/host-facts.ts";
import { explainFailure } from "../explain-failure.ts";
import { filtersOf } from "../process/filters.ts";
import { hostContainer } from "../container/init-process.ts";
import { planWatch } from "../supervise/plan-watch.ts";
import { createPlan } from "./create-plan.ts";
import type { CreateRequest, RootSource } from "./create-request.ts";
import { mapIds } from "./map-ids.ts";
import { followCreation } from "./follow-creation.ts";
import { cleanPath } from "./read/clean-path.ts";
import { createRequestOf } from "./read/create-request-of.ts";

export interface CreateOptions {
  readonly configuration: OciConfiguration;
  /** As it is going to be known; its process is that of the configuration. */
  readonly container: ContainerRecord;
  readonly cgroups: readonly CgroupDirectory[];
  /** A FIFO to be made, which `start` opens. */
  readonly fifo: string;
  readonly leave: CreateRequest["leave"];
  /** See `CreateRequest`. Default: no. */
  readonly reaps?: boolean;
  /** How its process is watched, by a supervisor that never leaves. Default: it is waited for, and no more. */
  readonly supervision?: Supervision | undefined;
  readonly root?: RootSource;
  /** The supervisor's program. */
  readonly supervisor: string;
  /** Those of the container's first process: index is the number there, value ours. */
  readonly fds: readonly number[];
  /** Of the container's terminal, from its beginning. */
  readonly terminalSize?: WindowSize | undefined;
  /** Takes over the master of the container's terminal. */
  readonly onTerminal?: (master: number) => void;
  /** The container's first process is there: its host process id. */
  readonly onInit: (pid: number) => void;
  /** Runs the hooks of that name; the container waits meanwhile. */
  readonly runHooks: (name: HookName, pid: number) => Promise<void>;
}

export interface CreatedContainer {
  readonly pid: number;
  /** Settles once its program runs, where the supervisor has not left before. Throws what `createContainer` throws. */
  readonly started: Promise<void>;
  /** The container's first process, while its supervisor stays. */
  readonly process: SandboxProcess;
}

/**
 * Creates a container; settled once it waits to be started. Throws SALLYPORT_INVALID_BUNDLE, SALLYPORT_START_FAILED and
 * others; nothing runs then any more.
 */
export async function createContainer(host: Host, options: CreateOptions): Promise<CreatedContainer> {
  const { configuration, leave } = options;
  const facts = readHostFacts(host);
  const { watch, listeners, filters } = await planWatch(host, options.supervision, facts.architecture);
  const request: CreateRequest = { ...(await requestOf(host, facts, filters, options)), watch };
  const plan = createPlan(facts.architecture, host.text, request);
  const created = withResolvers<void>();
  let init = 0;

  const answer = followCreation({
    async born(pid) {
      init = pid;
      options.onInit(pid);
      if (!createsUserNamespace(configuration)) return;
      await mapIds(host, pid, configuration.linux ?? {});
      await run.proceed();
    },
    async prepared(pid) {
      for (const name of ["prestart", "createRuntime", "createContainer"] as const) {
        await options.runHooks(name, pid);
      }
      await run.proceed();
    },
    created: () => created.resolve(),
  });

  const run = startPlan(host, plan, {
    ...listeners,
    executable: options.supervisor,
    fds: options.fds,
    ...(options.onTerminal === undefined ? {} : { onTerminal: options.onTerminal }),
    onMessage: ({ id, value }) => {
      answer(id, Number(value)).catch((error: unknown) => created.reject(error));
    },
  });
  const started = run.started.then(
    () => undefined,
    (error: unknown) => Promise.reject(explainFailure(error, request)),
  );
  started.then(() => leave === "created" && created.resolve(), created.reject);
  try {
    await created.promise;
    return { pid: init, started, process: supervisedProcess(host, run, init) };
  } catch (error) {
    if (init !== 0) killUnlessGone(host, init);
    run.close();
    throw error;
  }
}

/** @param own filters of the supervisor's, in front of the container's */
async function requestOf(
  host: Host,
  facts: HostFacts,
  own: Command["filters"],
  options: CreateOptions,
): Promise<CreateRequest> {
  const { configuration, container, fds } = options;
  const { bundle } = container;
  const root = options.root ?? { kind: "directory", path: cleanPath(configuration.root.path, bundle) };
  const process = configuration.process ?? {};
  const args = convertRequest(
    {
      containerId: container.id,
      process: { kind: "specification", process, env: [] },
      passFds: [],
      execFd: undefined,
    },
    container,
    { rules: execRules.newest, netRaw: true },
  );
  const filters = [...own, ...(await filtersOf(hostContainer(container), facts.architecture))];
  const guestFds = fds.map((_, number) => number);
  const { users } = accountsBelow(host, root.kind === "directory" ? root.path : "/");
  return createRequestOf(configuration, {
    ...options,
    bundle,
    isDirectory: (path) => host.files.status(path).kind === "directory",
    privileged: host.process.effectiveUid === 0,
    hasKernelCore: exists(host, "/proc/kcore"),
    root,
    reaps: options.reaps ?? false,
    command: commandOf(
      args,
      { guestFds, pipes: ownPipes(host, { guestFds, hostFds: fds }), pidfdSocket: undefined },
      { container, facts, home: homeOf(args.uid, users), filters },
    ),
  });
}

function createsUserNamespace({ linux }: OciConfiguration): boolean {
  return linux?.namespaces?.some(({ type, path }) => type === "user" && !path) ?? false;
}

const SIGKILL = 9;

function killUnlessGone(host: Host, pid: number): void {
  try {
    host.signals.send(pid, SIGKILL);
  } catch {
    // The supervisor has ended it already.
  }
}
