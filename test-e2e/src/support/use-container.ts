import { chmodSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import {
  type Bundle,
  type Container,
  createHostBundle,
  createScratchFolder,
  findRuntimes,
  type HostBundleOptions,
  startContainer,
  type StartContainerOptions,
} from "@sallyport/testkit";
import { afterAll, beforeAll } from "vitest";
import { type Client, type ClientOptions, type Outcome, sallyport, startProgram } from "./program.ts";

/** The real runtimes whose containers are joined. */
export const ociRuntimes = findRuntimes().oci;

interface ExecOptions extends ClientOptions {
  /** Between `exec` and the container. */
  readonly flags?: readonly string[];
}

/** A running container on the host's own kernel, as its users reach it. */
export interface Joined {
  readonly container: Container;
  /** Where clients run: files by relative names. */
  readonly folder: string;
  execWords(command: readonly string[], options?: ExecOptions): string[];
  exec(command: readonly string[], options?: ExecOptions): Promise<Outcome>;
  startExec(command: readonly string[], options?: ExecOptions): Client;
  /** Any command of sallyport on its state directory. */
  run(args: readonly string[], options?: ClientOptions): Promise<Outcome>;
  /** Its own runtime's exec. */
  theirs(command: readonly string[], flags?: readonly string[]): Promise<string>;
}

/** A container for the cases of a `describe`: made before the first, removed after the last. */
export function useContainer(
  options: StartContainerOptions,
  bundleOptions: Omit<HostBundleOptions, "folder"> = {},
): Joined {
  const scratch = createScratchFolder();
  let made: Container | undefined;
  const folder = join(scratch.path, "files");

  beforeAll(async () => {
    // Root of a user namespace is somebody else on the host.
    chmodSync(scratch.path, 0o711);
    mkdirSync(folder);
    const bundle: Bundle = await createHostBundle({ ...bundleOptions, folder: join(scratch.path, "bundle") });
    made = await startContainer({ ...options, bundle });
  });

  afterAll(async () => {
    await made?.[Symbol.asyncDispose]();
    await scratch.dispose();
  });

  const container = (): Container => {
    if (made === undefined) throw new Error("there is no container before the first case");
    return made;
  };
  const words = (args: readonly string[]) => [...sallyport, "--root", container().root, ...args];
  const here = (its?: ClientOptions): ClientOptions => ({ workingDirectory: folder, ...its });
  const execWords: Joined["execWords"] = (command, { flags = [] } = {}) =>
    words(["exec", ...flags, container().id, ...command]);
  const startExec: Joined["startExec"] = (command, its) => startProgram(execWords(command, its), here(its));

  return {
    get container() {
      return container();
    },
    folder,
    execWords,
    startExec,
    exec: (command, its) => startExec(command, its).ended,
    run: (args, its) => startProgram(words(args), here(its)).ended,
    async theirs(command, flags = []) {
      const { status, stdout, stderr } = await container().run([
        "exec",
        ...flags,
        container().id,
        ...command,
      ]);
      if (status !== 0) throw new Error(stderr);
      return stdout;
    },
  };
}
