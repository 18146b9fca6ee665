import type { TransferredBytes } from "@sallyport/console";
import type { ExecRequest, WaitStatus } from "@sallyport/core";
import type { TimedOut } from "../watch/limit-time.ts";
import type { WatchOptions } from "../watch/watch-options.ts";

/** One exec, as a command line or a library call asks for it. */
export interface ExecOptions extends WatchOptions {
  readonly request: ExecRequest;
  /** Return once the command has started; a stand-in process goes on to end as the command ends. */
  readonly detach: boolean;
  /** Milliseconds that the start of a detached command may take. */
  readonly detachTimeout: number;
  /** Leave the command running when we, or its stand-in, are killed. */
  readonly orphan: boolean;
  /** Receives the host process id of whoever stands for the command: the stand-in of a detached one, else us. */
  readonly pidFile: string | undefined;
  /** Receives the command's process id in the sandbox's root pid namespace. */
  readonly internalPidFile: string | undefined;
  /** Unix socket that receives the master of the command's terminal; without it the terminal is shown on ours. */
  readonly consoleSocket: string | undefined;
  /** Typed on our terminal they leave the command on its own; see parseDetachKeys. Absent: ctrl-p,ctrl-q. */
  readonly detachKeys: string | undefined;
  /** Milliseconds to wait, once the command ended, for output that a process it left behind may still hold open. */
  readonly drainTimeout: number;
}

/** What is known of an exec so far: for whoever has to tell of one that failed. */
export interface ExecProgress {
  /** The whole id of the container that was found. */
  containerId?: string;
  /** In the sandbox's root pid namespace, once the command has started. */
  pid?: number;
  transferred?: () => TransferredBytes;
}

export type ExecOutcome = {
  readonly containerId: string;
  /** In the sandbox's root pid namespace. */
  readonly pid: number;
} & (
  | {
      readonly kind: "ended";
      readonly status: WaitStatus;
      /** Its time was over: it ended by SIGTERM, or had to be killed. */
      readonly timedOut?: TimedOut | undefined;
    }
  /** It runs on; `standIn` is the host process id that ends as it ends. */
  | { readonly kind: "detached"; readonly standIn: number }
);
