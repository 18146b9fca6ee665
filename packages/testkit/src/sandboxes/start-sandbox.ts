import { randomBytes } from "node:crypto";
import { chmod, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { type Bundle, createBundle } from "./create-bundle.ts";
import { findRunsc } from "./find-runtimes.ts";
import { ownSandbox } from "./own-sandbox.ts";
import { commandFailed } from "./run-command.ts";
import { runWithFiles } from "./run-with-files.ts";
import type { RunscRelease, Runsc } from "./runtimes.ts";
import { createSandboxHandle, type Sandbox } from "./sandbox.ts";
import { createScratchFolder } from "./scratch-folder.ts";

export interface StartSandboxOptions {
  /** The newest that is installed, by default. */
  readonly release?: RunscRelease;
  /** A binary that `findRuntimes` does not know, instead of `release`. */
  readonly runsc?: Runsc;
  readonly id?: string;
  /** State directory (`--root`): a new one by default, removed with the sandbox; a given one is left. */
  readonly root?: string;
  /** A bundle with default contents, by default. Its folder is not removed. */
  readonly bundle?: Bundle;
  /** Creates the container and does not start it. */
  readonly created?: boolean;
  /** More global flags of runsc, before the command. */
  readonly globalFlags?: readonly string[];
}

/**
 * Brings up a sandbox of a real runsc. It is removed by `dispose`, and at the end of this process otherwise.
 * @throws SallyportError with what runsc said when it does not come up
 */
export async function startSandbox(options: StartSandboxOptions = {}): Promise<Sandbox> {
  const runsc = options.runsc ?? findRunsc(options.release);
  const id = options.id ?? `sandbox-${randomBytes(4).toString("hex")}`;
  const scratch = createScratchFolder();
  const root = options.root ?? join(scratch.path, "root");
  const ownership = ownSandbox({ runsc: runsc.path, root, id });
  try {
    const bundle = options.bundle ?? (await createBundle({ folder: join(scratch.path, "bundle") }));
    await mkdir(root, { recursive: true });
    // runsc makes its state directories so: others than root may enter, not list.
    if (options.root === undefined) await chmod(root, 0o711);
    const networkless = ["--platform", runsc.platform, "--network", "none"];
    const globalFlags = ["--root", root, ...networkless, ...(options.globalFlags ?? [])];
    const command = options.created === true ? ["create"] : ["run", "--detach"];
    const args = [...globalFlags, ...command, "--bundle", bundle.folder, id];
    const { status, stderr } = await runWithFiles(runsc.path, args, scratch.path);
    if (status !== 0) throw commandFailed(runsc.path, args, status, stderr);
    const pid = ownership.up();
    return createSandboxHandle({ runsc, id, root, globalFlags, bundle, pid, scratch, ownership });
  } catch (error) {
    await ownership.remove();
    await scratch.dispose();
    throw error;
  }
}
