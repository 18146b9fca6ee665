import type { ExecRequest, WaitStatus } from "@sallyport/core";

/** One exec, as a command line or a library call asks for it. */
export interface ExecOptions {
  readonly request: ExecRequest;
  /** Receives the host process id of whoever stands for the command. */
  readonly pidFile: string | undefined;
  /** Receives the command's process id in the sandbox's root pid namespace. */
  readonly internalPidFile: string | undefined;
  /** Milliseconds to wait, once the command ended, for output that a process it left behind may still hold open. */
  readonly drainTimeout: number;
}

export interface ExecOutcome {
  readonly containerId: string;
  /** In the sandbox's root pid namespace. */
  readonly pid: number;
  readonly status: WaitStatus;
}
