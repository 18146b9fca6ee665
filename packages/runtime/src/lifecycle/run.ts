import { startSignalForwarding } from "@sallyport/console";
import { decodeWaitStatus, type WaitStatus } from "@sallyport/core";
import type { Services } from "../composition-root.ts";
import { announce } from "../exec/announce.ts";
import { supervisorProgram } from "../supervisor-program.ts";
import { SETTINGS } from "../tokens.ts";
import { attachedTerminal } from "./attached-terminal.ts";
import { type CreateContainerOptions, passedDescriptors, refuseTerminal } from "./create.ts";
import { destroy } from "./destroy.ts";
import { makeContainer } from "./make-container.ts";
import { ownFolder, withNewFolder } from "./own-folder.ts";
import { readBundle } from "./read-bundle.ts";
import { remoteTerminal } from "./remote-terminal.ts";
import { startCreated } from "./start.ts";

export interface RunOptions extends CreateContainerOptions {
  readonly detach: boolean;
  /** It is not removed when it has ended. */
  readonly keep: boolean;
}

/** Creates a container and starts it. @returns how its process ended; undefined when it runs on by itself */
export async function run(services: Services, options: RunOptions): Promise<WaitStatus | undefined> {
  const folder = ownFolder(services, options.id);
  const { host } = folder;
  const bundle = await readBundle(host, options.bundle);
  const { detach, keep, pidFile, consoleSocket } = options;
  const supervisor = supervisorProgram(services.resolve(SETTINGS));
  const { hooks, process } = bundle.configuration;
  const hasTerminal = process?.terminal ?? false;
  if (detach || consoleSocket !== undefined) refuseTerminal(hasTerminal, consoleSocket);

  using signals = startSignalForwarding(host);
  await using shown = attachedTerminal(host, hasTerminal && consoleSocket === undefined, {
    interruptTyped: () => signals.interruptTyped(),
  });
  const remote = remoteTerminal(host, consoleSocket);
  const made = await withNewFolder(folder, async () => {
    const container = await makeContainer(folder, {
      bundle,
      supervisor,
      leave: detach ? "started" : "never",
      fds: passedDescriptors(options.preserveFds),
      onTerminal: consoleSocket === undefined ? shown.take : remote.take,
    });
    try {
      await remote.sent();
      await startCreated(folder, container.record, hooks, supervisor);
      await container.started;
      const { pid } = container;
      await announce(host, { pidFile, internalPidFile: undefined, hostPid: pid, sandboxPid: pid });
      return container;
    } catch (error) {
      await destroy(folder, container.state, hooks);
      throw error;
    }
  });
  if (detach) return undefined;
  signals.deliverTo((signal) => made.run.signal(signal));
  const status = decodeWaitStatus(await made.run.ended);
  await shown.drained();
  if (!keep) await destroy(folder, made.state, hooks);
  return status;
}
