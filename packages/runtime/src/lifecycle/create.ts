import { SallyportError } from "@sallyport/core";
import type { Services } from "../composition-root.ts";
import { refuseUnwatched } from "../watch/refuse-unwatched.ts";
import type { WatchOptions } from "../watch/watch-options.ts";
import { announce } from "../exec/announce.ts";
import { supervisorProgram } from "../supervisor-program.ts";
import { SETTINGS } from "../tokens.ts";
import { destroy } from "./destroy.ts";
import { makeContainer } from "./make-container.ts";
import { ownFolder, withNewFolder } from "./own-folder.ts";
import { readBundle } from "./read-bundle.ts";
import { remoteTerminal } from "./remote-terminal.ts";

export interface CreateContainerOptions extends WatchOptions {
  readonly id: string;
  /** Folder with config.json in it. */
  readonly bundle: string;
  readonly pidFile: string | undefined;
  /** Takes the master of the container's terminal. */
  readonly consoleSocket: string | undefined;
  /** How many descriptors from 3 on the container's process gets under their own numbers. */
  readonly preserveFds: number;
}

/** Creates a container from a bundle: all is there but that it runs, for which it waits. Nothing is left when it fails. */
export async function create(services: Services, options: CreateContainerOptions): Promise<void> {
  const { id, pidFile, consoleSocket, limits } = options;
  refuseUnwatched(options, {
    name: "create",
    hint: "nobody stays with a container that is left: `sallyport run` does",
  });
  const folder = ownFolder(services, id);
  const { host } = folder;
  const supervisor = supervisorProgram(services.resolve(SETTINGS));
  const bundle = await readBundle(host, options.bundle);
  refuseTerminal(bundle.configuration.process?.terminal ?? false, consoleSocket);
  await withNewFolder(folder, async () => {
    const terminal = remoteTerminal(host, consoleSocket);
    const made = await makeContainer(folder, {
      bundle,
      limits,
      supervisor,
      leave: "created",
      fds: passedDescriptors(options.preserveFds),
      onTerminal: terminal.take,
    });
    try {
      await terminal.sent();
      await announce(host, { pidFile, internalPidFile: undefined, hostPid: made.pid, sandboxPid: made.pid });
    } catch (error) {
      await destroy(folder, made.state, bundle.configuration.hooks);
      throw error;
    }
  });
}

export function passedDescriptors(preserved: number): number[] {
  return Array.from({ length: 3 + preserved }, (_, number) => number);
}

export function refuseTerminal(terminal: boolean, consoleSocket: string | undefined): void {
  if (terminal && consoleSocket === undefined) {
    throw new SallyportError(
      "SALLYPORT_USAGE",
      "cannot allocate tty if sallyport will detach without setting console socket",
      { hint: "--console-socket takes the container's terminal" },
    );
  }
  if (!terminal && consoleSocket !== undefined) {
    throw new SallyportError(
      "SALLYPORT_USAGE",
      "a console socket is given, but the container's process has no terminal",
    );
  }
}
