import { openStdio, startSignalForwarding } from "@sallyport/console";
import { convertRequest, execRules, type WaitStatus } from "@sallyport/core";
import type { SandboxProcess } from "@sallyport/transport";
import type { Services } from "../composition-root.ts";
import { DisposalStack } from "../disposal-stack.ts";
import { CONTAINER_STORE, HOST, SETTINGS, TRANSPORTS } from "../tokens.ts";
import { announce } from "./announce.ts";
import { checkDescriptors } from "./check-descriptors.ts";
import { chooseTransport } from "./choose-transport.ts";
import { endProcess } from "./end-process.ts";
import type { ExecOptions, ExecOutcome } from "./exec-options.ts";
import { findContainer } from "./find-container.ts";
import { refuseUnsupported } from "./refuse-unsupported.ts";
import { startProcess } from "./start-process.ts";
import { waitForExit } from "./wait-for-exit.ts";

/**
 * Runs a command in a container and tells how it ended. Throws a SallyportError when it could not be started or the
 * sandbox was lost; the command's own failure is an outcome.
 */
export async function exec(services: Services, options: ExecOptions): Promise<ExecOutcome> {
  const host = services.resolve(HOST);
  const settings = services.resolve(SETTINGS);
  const { request } = options;
  checkDescriptors(host, request);

  const container = await findContainer(services.resolve(CONTAINER_STORE), request.containerId);
  const rules = execRules[settings.compat];
  const args = convertRequest(request, container, { rules, netRaw: settings.netRaw });
  const transport = chooseTransport(services.resolve(TRANSPORTS), container, settings.transport);
  refuseUnsupported(transport, container, request);

  await using session = new DisposalStack();
  const forwarding = session.use(startSignalForwarding(host, args.terminal));
  const stdio = session.use(openStdio(host));
  const handle = session.use(await transport.open(container, host));
  const process = await startProcess(container, handle, args, request, stdio);
  const status = await supervise(process, () => {
    announce(host, { ...options, hostPid: host.process.pid, sandboxPid: process.pid });
    forwarding.deliverTo((signal) => process.signal(signal, args.terminal ? "foreground" : "process"));
  });
  await stdio.drained(options.drainTimeout);
  return { containerId: container.id, pid: process.pid, status };
}

/** A failure of ours after the start ends the command before it is reported. */
async function supervise(process: SandboxProcess, begin: () => void): Promise<WaitStatus> {
  const exit = waitForExit(process);
  try {
    begin();
  } catch (error) {
    exit.catch(() => undefined);
    await endProcess(process);
    throw error;
  }
  return exit;
}
