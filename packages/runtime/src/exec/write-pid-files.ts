import { withContext } from "@sallyport/core";
import { type Host, writeFileAtomically } from "@sallyport/host";

/** Files that are asked for, and the process ids that they tell. */
export interface PidFiles {
  readonly pidFile: string | undefined;
  readonly internalPidFile: string | undefined;
  readonly hostPid: number;
  readonly sandboxPid: number;
}

const mode = 0o644;

/** Writes the pid files: whoever sees the pid file finds the internal one complete. No newline: engines parse with Atoi. */
export function writePidFiles(host: Host, { pidFile, internalPidFile, hostPid, sandboxPid }: PidFiles): void {
  if (internalPidFile !== undefined) {
    writePid(host, internalPidFile, sandboxPid, `writing internal pid file "${internalPidFile}"`);
  }
  if (pidFile !== undefined) writePid(host, pidFile, hostPid, "writing pid file");
}

function writePid(host: Host, path: string, pid: number, context: string): void {
  try {
    writeFileAtomically(host, path, String(pid), mode);
  } catch (error) {
    throw withContext(context, error);
  }
}
