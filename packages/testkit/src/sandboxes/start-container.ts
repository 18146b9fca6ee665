import { existsSync, readFileSync } from "node:fs";
import { randomBytes } from "node:crypto";
import { join } from "node:path";
import type { Bundle } from "./create-bundle.ts";
import { createHostBundle } from "./create-host-bundle.ts";
import { findOciRuntime } from "./find-runtimes.ts";
import { registerLeftover } from "./leftovers.ts";
import { type CommandOptions, commandFailed, type CommandResult } from "./run-command.ts";
import { runWithFiles } from "./run-with-files.ts";
import type { OciRuntime, OciRuntimeName } from "./runtimes.ts";
import { createScratchFolder } from "./scratch-folder.ts";

/** A container of a real runc or crun. */
export interface Container extends AsyncDisposable {
  readonly id: string;
  /** State directory: `--root`. */
  readonly root: string;
  readonly runtime: OciRuntime;
  readonly bundle: Bundle;
  /** Host process id of its init. */
  readonly pid: number;
  /** A folder of this container's own, removed with it. */
  readonly scratch: string;
  /** Runs the real runtime on this state directory: `run(["exec", id, "true"])`. */
  run(args: readonly string[], options?: CommandOptions): Promise<CommandResult>;
}

export interface StartContainerOptions {
  readonly runtime: OciRuntime | OciRuntimeName;
  readonly id?: string;
  /** A host bundle with default contents, by default. Its folder is not removed. */
  readonly bundle?: Bundle;
  /** Creates the container and does not start it. */
  readonly created?: boolean;
}

/**
 * Brings up a container. It is removed when disposed of, and at the end of this process otherwise.
 * @throws SallyportError with what the runtime said when it does not come up
 */
export async function startContainer(options: StartContainerOptions): Promise<Container> {
  const runtime = typeof options.runtime === "string" ? findOciRuntime(options.runtime) : options.runtime;
  const id = options.id ?? `container-${randomBytes(4).toString("hex")}`;
  const scratch = createScratchFolder();
  const root = join(scratch.path, "root");
  const environment = { LD_LIBRARY_PATH: runtime.libraries };
  const words = (args: readonly string[]) => commandLine(runtime, ["--root", root, ...args]);
  const forget = registerLeftover({ deletion: { command: words(["delete", "--force", id]), environment } });
  const run: Container["run"] = (args, its = {}) => {
    const [file, ...rest] = words(args);
    return runWithFiles(file, rest, scratch.path, {
      ...its,
      environment: { ...environment, ...its.environment },
    });
  };
  const dispose = async (): Promise<void> => {
    await run(["delete", "--force", id], { timeout: 20_000 });
    forget();
    await scratch.dispose();
  };
  try {
    const bundle = options.bundle ?? (await createHostBundle({ folder: join(scratch.path, "bundle") }));
    const command = options.created === true ? ["create"] : ["run", "--detach"];
    const { status, stderr } = await run([...command, "--bundle", bundle.folder, id]);
    if (status !== 0) throw commandFailed(runtime.path, command, status, stderr);
    const pid = initOf(runtime, root, id);
    return { id, root, runtime, bundle, pid, scratch: scratch.path, run, [Symbol.asyncDispose]: dispose };
  } catch (error) {
    await dispose();
    throw error;
  }
}

/** crun 1.8 refuses a host with cgroup v1 and v2 side by side: it gets to see the second alone. */
function commandLine({ name, path }: OciRuntime, args: readonly string[]): [string, ...string[]] {
  if (name === "runc" || existsSync("/sys/fs/cgroup/cgroup.controllers")) return [path, ...args];
  const script = 'mount -t cgroup2 none /sys/fs/cgroup && exec "$@"';
  return ["unshare", "--mount", "sh", "-c", script, "sh", path, "--cgroup-manager=cgroupfs", ...args];
}

function initOf({ name }: OciRuntime, root: string, id: string): number {
  const file = name === "runc" ? "state.json" : "status";
  const state = JSON.parse(readFileSync(join(root, id, file), "utf8"));
  return name === "runc" ? state.init_process_pid : state.pid;
}
