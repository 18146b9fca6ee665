import { readFileSync } from "node:fs";
import { join } from "node:path";

export interface SandboxState {
  readonly status: string;
  /** Host process id of the sentry. */
  readonly sandboxPid: number | undefined;
  readonly goferPid: number | undefined;
}

/** Where runsc keeps the state of a sandbox's first container. */
export function sandboxStatePath(root: string, id: string): string {
  return join(root, `${id}_sandbox:${id}.state`);
}

/** The state file as runsc wrote it last; undefined when there is none or it cannot be read. */
export function readSandboxState(root: string, id: string): SandboxState | undefined {
  try {
    const state = JSON.parse(readFileSync(sandboxStatePath(root, id), "utf8"));
    return { status: state.status, sandboxPid: state.sandbox?.pid, goferPid: state.goferPid };
  } catch {
    return undefined;
  }
}
