import { startSignalForwarding } from "@sallyport/console";
import type { Services } from "../composition-root.ts";
import { announce } from "../exec/announce.ts";
import { supervisorProgram } from "../supervisor-program.ts";
import { SETTINGS } from "../tokens.ts";
import { limitTime } from "../watch/limit-time.ts";
import { openWatch } from "../watch/open-watch.ts";
import { refuseUnwatched } from "../watch/refuse-unwatched.ts";
import { attachedTerminal } from "./attached-terminal.ts";
import { type CreateContainerOptions, passedDescriptors, refuseTerminal } from "./create.ts";
import { destroy } from "./destroy.ts";
import { makeContainer } from "./make-container.ts";
import { ownFolder, withNewFolder } from "./own-folder.ts";
import type { ProcessEnd } from "./process-end.ts";
import { readBundle } from "./read-bundle.ts";
import { remoteTerminal } from "./remote-terminal.ts";
import { startCreated } from "./start.ts";

export interface RunOptions extends CreateContainerOptions {
  readonly detach: boolean;
  /** It is not removed when it has ended. */
  readonly keep: boolean;
}

/** Creates a container and starts it. @returns how its process ended; undefined when it runs on by itself */
export async function run(services: Services, options: RunOptions): Promise<ProcessEnd | undefined> {
  const folder = ownFolder(services, options.id);
  const { host } = folder;
  const bundle = await readBundle(host, options.bundle);
  const { detach, keep, pidFile, consoleSocket, limits, timeLimit } = options;
  const supervisor = supervisorProgram(services.resolve(SETTINGS));
  const { hooks, process } = bundle.configuration;
  const hasTerminal = process?.terminal ?? false;
  if (detach || consoleSocket !== undefined) refuseTerminal(hasTerminal, consoleSocket);
  if (detach) {
    refuseUnwatched(options, {
      name: "--detach",
      hint: "nobody stays with a container that is left: run sallyport itself in the background",
    });
  }

  using signals = startSignalForwarding(host);
  await using shown = attachedTerminal(host, consoleSocket === undefined ? process : undefined, {
    interruptTyped: () => signals.interruptTyped(),
  });
  const remote = remoteTerminal(host, consoleSocket);
  using watch = await openWatch(host, { supervision: true }, options);
  const made = await withNewFolder(folder, async () => {
    const container = await makeContainer(folder, {
      bundle,
      limits,
      supervision: watch.supervision,
      supervisor,
      leave: detach ? "started" : "never",
      fds: passedDescriptors(options.preserveFds),
      onTerminal: consoleSocket === undefined ? shown.take : remote.take,
    });
    try {
      await remote.sent();
      await shown.attached();
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
  const { process: init } = made;
  signals.deliverTo((signal) => init.signal(signal, "process"));
  using limit = limitTime(host, { signals: "any", processGroupSignals: true }, init, timeLimit);
  try {
    const status = await init.wait();
    await limit.end();
    await shown.drained();
    return { status, timedOut: limit.timedOut };
  } finally {
    if (!keep) await destroy(folder, made.state, hooks);
  }
}
