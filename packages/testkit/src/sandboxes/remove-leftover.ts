import { execFileSync } from "node:child_process";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { restoreDevNull } from "./restore-dev-null.ts";
import { readSandboxState, sandboxStatePath } from "./sandbox-state.ts";

/** Something on this machine that its owner has to remove: a sandbox, a folder, or both. */
export interface Leftover {
  /** Process id of who made it. */
  readonly owner: number;
  readonly sandbox?: SandboxLeftover;
  /** What deletes a container of another runtime. */
  readonly deletion?: Deletion;
  readonly folder?: string;
}

interface Deletion {
  readonly command: readonly [file: string, ...args: string[]];
  readonly environment: Readonly<Record<string, string>>;
}

export interface SandboxLeftover {
  /** Path of the binary. */
  readonly runsc: string;
  readonly root: string;
  readonly id: string;
  /** The state file's text when the sandbox was up: tests damage and remove the file. */
  readonly state?: string;
}

/** Removes it whatever state it is in; never throws. Synchronous, for the last moments of a process. */
export function removeLeftover({ sandbox, deletion, folder }: Leftover): void {
  if (sandbox !== undefined) removeSandbox(sandbox);
  if (deletion !== undefined) attempt(() => runDeletion(deletion));
  if (folder !== undefined) attempt(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
}

function runDeletion({ command: [file, ...args], environment }: Deletion): void {
  const env = { ...process.env, ...environment };
  execFileSync(file, args, { stdio: "ignore", timeout: 20_000, env });
}

function removeSandbox(sandbox: SandboxLeftover): void {
  const { runsc, root, id } = sandbox;
  restoreSandboxState(sandbox);
  const state = readSandboxState(root, id);
  attempt(() =>
    execFileSync(runsc, ["--root", root, "delete", "--force", id], { stdio: "ignore", timeout: 20_000 }),
  );
  for (const pid of [state?.sandboxPid, state?.goferPid]) killSandboxProcess(pid, root);
  attempt(restoreDevNull);
}

/** Writes the state file again if nothing can be read from it: runsc deletes what it has a state of. */
export function restoreSandboxState({ root, id, state }: SandboxLeftover): void {
  if (state === undefined || readSandboxState(root, id)?.sandboxPid !== undefined) return;
  attempt(() => writeFileSync(sandboxStatePath(root, id), state));
}

/** The command line is compared, for the number may be another process's by now. */
function killSandboxProcess(pid: number | undefined, root: string): void {
  if (pid === undefined || pid <= 1) return;
  attempt(() => {
    const words = readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0");
    if (words.includes(`--root=${root}`)) process.kill(pid, "SIGKILL");
  });
}

function attempt(action: () => unknown): void {
  try {
    action();
  } catch {
    // Nothing is left to do about it here.
  }
}
