import type { Text } from "@sallyport/host";
import { type Architecture, createPlanBuilder, type Plan } from "@sallyport/helper";
import type { JoinRequest } from "./join-request.ts";
import { CLONE_PARENT } from "./kernel-constants.ts";
import { dropBoundingSet, setCapabilities } from "./steps/capabilities.ts";
import { startInCgroups } from "./steps/cgroups.ts";
import { closeDescriptors, ownStreams } from "./steps/descriptors.ts";
import { checkWorkingDirectory, enterDirectory, enterDirectoryAsUser } from "./steps/directory.ts";
import { executeCommand } from "./steps/execute.ts";
import { becomeRoot, becomeUser } from "./steps/identity.ts";
import { newKeyring } from "./steps/keyring.ts";
import { openHostProc, writeLabels, writeOomScore } from "./steps/labels.ts";
import { setUmask } from "./steps/umask.ts";
import { setAffinity, setScheduling } from "./steps/scheduling.ts";
import { sendPidfd } from "./steps/pidfd.ts";
import { setRlimits } from "./steps/rlimits.ts";
import { installFilters, setNoNewPrivileges } from "./steps/seccomp.ts";
import { takeTerminal } from "./steps/terminal.ts";
import { holdInit, joinNamespaces, leaveHost } from "./steps/namespaces.ts";
import { setParentDeathSignal } from "./steps/parent-death.ts";
import { awaitTracer, prepareTracing, traceJoiner } from "./steps/tracing.ts";

/**
 * The plan that starts a command in a container. Three processes carry it out: the supervisor, which stays on the host
 * and opens whatever has a path there; one that enters the container's cgroups and namespaces; and the command,
 * born inside, so that nobody in the container ever sees a process with a foot on the host.
 */
export function joinPlan(
  architecture: Architecture,
  text: Pick<Text, "encode" | "decode">,
  request: JoinRequest,
): Plan {
  const plan = createPlanBuilder(architecture, text);
  const { command, leave, orphan, startLimit, watch } = request;
  const joiner = plan.process("joiner");
  const payload = plan.process("command");
  const joining = plan.label("joining");
  const inside = plan.label("inside");

  const pidfd = holdInit(plan, request);
  const hostProc = openHostProc(plan, command, request.namespaces.includes("user"));
  setAffinity(plan, command.initialCpus);
  prepareTracing(plan, request);
  const born = startInCgroups(plan, joiner, joining, request.cgroups);
  traceJoiner(plan, born, request);
  plan.step("supervise");
  plan.supervise({ ...watch, payload, startLimit, leaveWhenStarted: leave, outliveClient: orphan });

  plan.place(joining);
  awaitTracer(plan, request);
  writeOomScore(plan, command, hostProc);
  setRlimits(plan, command.rlimits);
  joinNamespaces(plan, pidfd, request.namespaces);
  leaveHost(plan, pidfd, request);
  plan.step("start the command's process");
  plan.fork(payload, inside, { flags: CLONE_PARENT });
  plan.exit(0);

  plan.place(inside);
  writeLabels(plan, command, hostProc);
  plan.step("start a session");
  plan.call("setsid", []);
  if (request.namespaces.includes("user")) becomeRoot(plan);
  plan.resetSignals();
  takeTerminal(plan, command);
  ownStreams(plan, command);
  newKeyring(plan, command.keyring);
  setUmask(plan, command.umask);
  setScheduling(plan, command);
  setAffinity(plan, command.finalCpus);
  sendPidfd(plan, command);
  closeDescriptors(plan, command.descriptors);
  const deferred = enterDirectory(plan, command.cwd);
  // Without no_new_privs it takes CAP_SYS_ADMIN, which ends with the change of user.
  if (!command.noNewPrivileges) installFilters(plan, command.filters);
  dropBoundingSet(plan, command);
  becomeUser(plan, request);
  enterDirectoryAsUser(plan, command.cwd, deferred);
  checkWorkingDirectory(plan);
  setCapabilities(plan, command);
  setParentDeathSignal(plan, request);
  if (command.noNewPrivileges) {
    setNoNewPrivileges(plan);
    installFilters(plan, command.filters);
  }
  executeCommand(plan, command);
  return plan.finish();
}
