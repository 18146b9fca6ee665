import { startSignalForwarding } from "@sallyport/console";
import type { Services } from "../composition-root.ts";
import { DisposalStack } from "../disposal-stack.ts";
import { HOST, SETTINGS } from "../tokens.ts";
import { announce } from "./announce.ts";
import { checkDescriptors } from "./check-descriptors.ts";
import { commandSignals } from "./command-signals.ts";
import { completeRequest } from "./complete-request.ts";
import { orEndProcess } from "./end-process.ts";
import type { ExecContext } from "./exec-context.ts";
import type { ExecOptions, ExecOutcome, ExecProgress } from "./exec-options.ts";
import { findTarget, openTarget } from "./find-target.ts";
import { followSize } from "./follow-size.ts";
import { openStreams } from "./open-streams.ts";
import { prepareSupervision } from "./prepare-supervision.ts";
import { refuseExec } from "./refuse-exec.ts";
import { resolveNames } from "./resolve-names.ts";
import { startProcess } from "./start-process.ts";
import type { SupervisionEnd } from "./supervision.ts";
import { limitTime } from "../watch/limit-time.ts";
import { openWatch } from "../watch/open-watch.ts";
import { unlessAbandoned } from "./unless-abandoned.ts";

/**
 * Runs a command in a container and tells how it ended, or that it runs on by itself. Throws a SallyportError when it
 * could not be started or the sandbox was lost; the command's own failure is an outcome.
 *
 * @param progress is filled in on the way
 */
export async function exec(
  services: Services,
  options: ExecOptions,
  progress: ExecProgress = {},
): Promise<ExecOutcome> {
  const host = services.resolve(HOST);
  const settings = services.resolve(SETTINGS);
  const { request } = options;
  checkDescriptors(host, request);

  const target = await findTarget(services, request.containerId);
  const { container, capabilities } = target;
  progress.containerId = container.id;
  refuseExec(host, target, options);
  const resolved = await resolveNames(host, target, request);
  const args = completeRequest(resolved, container, settings);

  using signals = startSignalForwarding(host);
  const { abandoned } = signals;
  const forwarding = commandSignals(capabilities, args.terminal);
  await using session = new DisposalStack();
  const handle = session.use(await openTarget(host, target));
  const context: ExecContext = { host, settings, options, target, handle, signals };
  const streams = session.use(await openStreams(context, args));
  progress.transferred = () => streams.transferred();
  const supervision = session.use(await prepareSupervision(context, streams));
  const watch = session.use(await openWatch(host, capabilities, options));
  const start = { host, settings, container, handle, args, options, streams, supervision, watch, abandoned };
  const process = await startProcess(start);
  progress.pid = process.pid;
  const ending = { host, settings, process, abandoned };
  await orEndProcess(ending, async () => {
    await supervision.begin(process);
    await announce(host, { ...options, hostPid: supervision.hostPid, sandboxPid: process.pid });
  });
  signals.deliverTo(forwarding.sinkOf(process));
  followSize(streams, process);
  const limit = session.use(limitTime(host, capabilities, process, options.timeLimit));
  const untilEnd = (): Promise<SupervisionEnd> =>
    unlessAbandoned(abandoned, Promise.race([supervision.end(), forwarding.undeliverable]));
  const end = await (options.orphan ? untilEnd() : orEndProcess(ending, untilEnd));
  await limit.end();
  // There is no command any more to take a signal: it ends us, should a reader keep us waiting.
  signals[Symbol.dispose]();
  if (end.kind === "ended") await streams.drained(options.drainTimeout);
  const { timedOut } = limit;
  return { containerId: container.id, pid: process.pid, ...end, ...(timedOut && { timedOut }) };
}
