import {
  type Architecture,
  createPlanBuilder,
  type Plan,
  type PlanBuilder,
  type Register,
} from "@sallyport/helper";
import type { Text } from "@sallyport/host";
import { dropBoundingSet, setCapabilities } from "../join/steps/capabilities.ts";
import { startInCgroups } from "../join/steps/cgroups.ts";
import { ownStreams } from "../join/steps/descriptors.ts";
import { checkWorkingDirectory, enterDirectory, enterDirectoryAsUser } from "../join/steps/directory.ts";
import { findExecutable } from "./steps/find-executable.ts";
import { executeCommand } from "../join/steps/execute.ts";
import { becomeUser } from "../join/steps/identity.ts";
import { newKeyring } from "../join/steps/keyring.ts";
import { type HostProc, openHostProc, writeLabels, writeOomScore } from "../join/steps/labels.ts";
import { setParentDeathSignal } from "../join/steps/parent-death.ts";
import { setRlimits } from "../join/steps/rlimits.ts";
import { setAffinity, setScheduling } from "../join/steps/scheduling.ts";
import { installFilters, setNoNewPrivileges } from "../join/steps/seccomp.ts";
import { awaitTracer, prepareTracing, traceJoiner } from "../join/steps/tracing.ts";
import { setUmask } from "../join/steps/umask.ts";
import type { CreateRequest, MountAction } from "./create-request.ts";
import { createdMessage, preparedMessage } from "./messages.ts";
import { beginCreation, type Creation } from "./steps/creation.ts";
import { filterDevices } from "./steps/device-filter.ts";
import { makeDeviceLinks, makeDevices } from "./steps/devices.ts";
import { maskPaths, protectPaths } from "./steps/hidden-paths.ts";
import { mountAll } from "./steps/mounts.ts";
import { setNames, startLoopback, writeSysctl } from "./steps/names-and-network.ts";
import {
  enterNamespaces,
  newCgroupNamespace,
  openNamespaces,
  startInit,
  takeIds,
} from "./steps/processes.ts";
import { reapForEver } from "./steps/reap.ts";
import { finishRoot, leaveHostsMounts, pivotRoot, placeRoot } from "./steps/root.ts";
import { openSources } from "./steps/sources.ts";
import { awaitStart, closeAllBut, makeFifo } from "./steps/start-fifo.ts";
import { makeTerminal } from "./steps/terminal.ts";

/** Milliseconds in which ids have to be mapped. */
const mapLimit = 10_000;

/**
 * The plan that creates a container. Three processes carry it out: the supervisor, which opens what comes from the
 * host; one that enters cgroups, and namespaces that are there; and the container's first process, born in
 * all its namespaces, which mounts, hides, and waits to be started.
 */
export function createPlan(
  architecture: Architecture,
  text: Pick<Text, "encode" | "decode">,
  request: CreateRequest,
): Plan {
  const plan = createPlanBuilder(architecture, text);
  const { command, namespaces, leave, startLimit, watch } = request;
  const leaves = leave !== "never";
  const joiner = plan.process("joiner");
  const init = plan.process("init");
  const joining = plan.label("joining");
  const inside = plan.label("inside");
  const creation = beginCreation(plan);

  const joined = openNamespaces(plan, namespaces.joined);
  const open = () => openSources(creation, request.root, request.mounts);
  const sources = request.privileged ? open() : undefined;
  const hostProc = openHostProc(plan, command, hasUserNamespace(request));
  filterDevices(plan, request.deviceFilter);
  const fifo = makeFifo(plan, request.fifo);
  setAffinity(plan, command.initialCpus);
  prepareTracing(plan, request);
  const born = startInCgroups(plan, joiner, joining, request.cgroups);
  traceJoiner(plan, born, request);
  answerWhoWaits(plan, request);
  plan.step("supervise");
  plan.call("close", [fifo]);
  plan.supervise({
    ...watch,
    payload: init,
    startLimit,
    leaveWhenStarted: leaves,
    ...(command.terminal ? { terminal: "pass" } : {}),
  });

  plan.place(joining);
  awaitTracer(plan, request);
  writeOomScore(plan, command, hostProc);
  setRlimits(plan, command.rlimits);
  enterNamespaces(plan, joined);
  startInit(plan, init, inside, request);

  plan.place(inside);
  plan.step("start a session");
  plan.call("setsid", []);
  takeIds(plan, request, mapLimit);
  plan.resetSignals();
  plan.call("umask", [0]);
  newCgroupNamespace(plan, namespaces);
  leaveHostsMounts(creation);
  fillRoot(creation, request, sources ?? open());
  if (request.pausesForHooks) {
    plan.step("wait for hooks");
    plan.send(preparedMessage, 0);
    plan.awaitByte(plan.channel, startLimit);
  }
  protectPaths(creation, request.readonlyPaths);
  maskPaths(creation, request.maskedPaths);
  pivotRoot(creation);
  if (request.startsLoopback) startLoopback(creation);
  setNames(creation, request);
  writeSysctl(creation, request.sysctl);
  finishRoot(creation, request);

  becomeCommand(plan, request, hostProc, fifo);
  return plan.finish();
}

/** Nobody but the supervisor hears who started it. */
function answerWhoWaits(plan: PlanBuilder, { mapsIds, pausesForHooks, startLimit }: CreateRequest): void {
  plan.step("wait for id maps and hooks");
  for (const limit of [...(mapsIds ? [mapLimit] : []), ...(pausesForHooks ? [startLimit] : [])]) {
    plan.awaitReply(limit);
    plan.release();
  }
}

function fillRoot(creation: Creation, request: CreateRequest, sources: ReturnType<typeof openSources>): void {
  const { mounts, devices, deviceLinks, command, terminalSize } = request;
  placeRoot(creation, request);
  mountAll(
    creation,
    mounts.filter((action) => !isLast(action)),
    sources,
  );
  makeDevices(creation, devices);
  makeDeviceLinks(creation, deviceLinks);
  if (command.terminal) makeTerminal(creation, terminalSize);
  mountAll(creation, mounts.filter(isLast), sources);
}

function hasUserNamespace({ namespaces: { created, joined } }: CreateRequest): boolean {
  return created.includes("user") || joined.some(({ name }) => name === "user");
}

function isLast({ kind }: MountAction): boolean {
  return kind === "remount";
}

/** As when a container is joined, but that it waits to be started when all is said and done. */
function becomeCommand(
  plan: PlanBuilder,
  request: CreateRequest,
  hostProc: HostProc | undefined,
  fifo: Register,
): void {
  const { command, leave } = request;
  ownStreams(plan, command);
  newKeyring(plan, command.keyring);
  setUmask(plan, command.umask ?? defaultUmask);
  setScheduling(plan, command);
  setAffinity(plan, command.finalCpus);
  writeLabels(plan, command, hostProc);
  closeAllBut(plan, command.descriptors, fifo);
  const deferred = enterDirectory(plan, command.cwd);
  // Without no_new_privs it takes CAP_SYS_ADMIN, which ends with the change of user.
  if (!command.noNewPrivileges) installFilters(plan, command.filters);
  dropBoundingSet(plan, command);
  becomeUser(plan, request);
  enterDirectoryAsUser(plan, command.cwd, deferred);
  checkWorkingDirectory(plan);
  setCapabilities(plan, command);
  setParentDeathSignal(plan, { leave: leave !== "never", orphan: false });
  if (command.noNewPrivileges) setNoNewPrivileges(plan);
  if (!request.reaps) findExecutable(plan, command);
  plan.step("tell that the container was created");
  if (leave === "created") plan.announceStart();
  else plan.send(createdMessage, 0);
  awaitStart(plan, fifo);
  if (request.reaps) {
    reapForEver(plan, request);
    return;
  }
  if (command.noNewPrivileges) installFilters(plan, command.filters);
  executeCommand(plan, command);
}

const defaultUmask = 0o022;
