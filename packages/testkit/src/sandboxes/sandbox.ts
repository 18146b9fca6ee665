import { readFileSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import type { Bundle } from "./create-bundle.ts";
import type { SandboxOwnership } from "./own-sandbox.ts";
import { restoreDevNull } from "./restore-dev-null.ts";
import { type CommandOptions, type CommandResult, runCommand } from "./run-command.ts";
import { runWithFiles } from "./run-with-files.ts";
import type { Runsc } from "./runtimes.ts";
import type { ScratchFolder } from "./scratch-folder.ts";

/** A running (or created) sandbox of a real runsc. */
export interface Sandbox extends AsyncDisposable {
  readonly id: string;
  /** State directory: `--root`. */
  readonly root: string;
  readonly release: string;
  readonly platform: string;
  /** Path of the runsc binary. */
  readonly runsc: string;
  readonly label: string;
  readonly bundle: Bundle;
  /** Host process id of the sentry. */
  readonly pid: number;
  /** A folder of this sandbox's own, removed with it. */
  readonly scratch: string;
  /** Runs the real runsc on this state directory: `run(["exec", id, "true"])`. */
  run(args: readonly string[], options?: CommandOptions): Promise<CommandResult>;
  /** Starts what was only created. */
  start(): Promise<void>;
  pause(): Promise<void>;
  resume(): Promise<void>;
  /** SIGKILL to the sentry, then waits until it is gone. The state directory keeps saying `running`. */
  killSentry(): Promise<void>;
  /** Deletes the sandbox and all that was made for it. Safe to call twice. */
  dispose(): Promise<void>;
}

export interface SandboxParts {
  readonly runsc: Runsc;
  readonly id: string;
  readonly root: string;
  /** What it was created with, before the command. */
  readonly globalFlags: readonly string[];
  readonly bundle: Bundle;
  readonly pid: number;
  readonly scratch: ScratchFolder;
  readonly ownership: SandboxOwnership;
}

export function createSandboxHandle(parts: SandboxParts): Sandbox {
  const { runsc, id, root, globalFlags, bundle, pid, scratch, ownership } = parts;
  const run: Sandbox["run"] = async (args, options) => {
    try {
      return await runWithFiles(runsc.path, ["--root", root, ...args], scratch.path, options);
    } finally {
      restoreDevNull();
    }
  };
  const must = async (command: string) => {
    await runCommand(runsc.path, [...globalFlags, command, id], { timeout: 60_000 });
  };
  let disposed: Promise<void> | undefined;
  const dispose = () =>
    (disposed ??= Promise.resolve().then(async () => {
      await ownership.remove();
      await scratch.dispose();
    }));
  return {
    id,
    root,
    release: runsc.release,
    platform: runsc.platform,
    runsc: runsc.path,
    label: runsc.label,
    bundle,
    pid,
    scratch: scratch.path,
    run,
    start: () => must("start"),
    pause: () => must("pause"),
    resume: () => must("resume"),
    killSentry: () => killAndWait(pid),
    dispose,
    [Symbol.asyncDispose]: dispose,
  };
}

async function killAndWait(pid: number): Promise<void> {
  process.kill(pid, "SIGKILL");
  while (isAlive(pid)) await delay(10);
}

/** A zombie is dead: its parent may never collect it. */
function isAlive(pid: number): boolean {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return !/\) [ZX] /.test(stat);
  } catch {
    return false;
  }
}
