import type { WindowSize } from "@sallyport/host";
import type { CallEvent, ResultEvent } from "./audit-events.ts";
import type { Denial } from "./path-rules.ts";
import type { ProcessEventKind } from "./frame-format.ts";

export interface PlanMessage {
  readonly id: number;
  readonly value: bigint;
  /** Of the process that sent it, as the plan numbers them; -1: the supervisor. */
  readonly process: number;
}

/** Something that happened in the tree of a command. */
export interface ProcessEvent {
  readonly kind: ProcessEventKind;
  readonly pid: number;
  /** `forked`: the new process. `executed`: the thread's former id. `ended`: the wait status. */
  readonly value: number;
}

export interface PlanOptions {
  /** The supervisor's program: an absolute path, or `/proc/self/fd/N` of an open one. */
  readonly executable: string;
  /** What the plan has open: index is the number there, value ours. The first three are the command's streams. */
  readonly fds: readonly number[];
  readonly workingDirectory?: string;
  /** The supervisor starts a session of its own. Default: it stays in ours. */
  readonly session?: "new";
  /** Its end is for whoever inherits it, a subreaper: `exited` does not settle. */
  readonly reapedElsewhere?: boolean;
  readonly onMessage?: (message: PlanMessage) => void;
  readonly onProcess?: (event: ProcessEvent) => void;
  /** Of rules. A listener that throws ends the run. */
  readonly onCall?: (event: CallEvent) => void;
  readonly onResult?: (event: ResultEvent) => void;
  readonly onDenial?: (denial: Denial) => void;
  /** Takes the master of the command's terminal over (`terminal: "pass"`). */
  readonly onTerminal?: (fd: number) => void;
  /** The command has run for as long as it may, and is being ended. */
  readonly onTimeLimit?: () => void;
}

/** A supervisor at work. */
export interface PlanRun {
  /** Of the supervisor. */
  readonly pid: number;
  /** The supervisor's raw wait status: that of the command as a shell tells it, or 128. */
  readonly exited: Promise<number>;
  /**
   * The command's process id, once its program is running.
   *
   * Rejects with SALLYPORT_START_FAILED, which names the step, the system call and the errno, SALLYPORT_INTERNAL for a
   * plan or a program that is unfit, or SALLYPORT_CONNECTION_LOST when the supervisor ended without a word. Nothing is
   * left running then.
   */
  readonly started: Promise<number>;
  /** The command's raw wait status, or that of a plan that ends with `exit`. Rejects as `started` does. */
  readonly ended: Promise<number>;
  /** To the command; one that has not started gets it when it has, but for SIGKILL. */
  signal(signal: number): Promise<void>;
  resize(size: WindowSize): Promise<void>;
  /** SIGKILL to the command's process group, and on level `tree` to all that came from it. */
  killTree(): Promise<void>;
  /** Answers operation `await-reply` with a number below 2^31. */
  proceed(value?: number): Promise<void>;
  /** Closes our end: the supervisor kills the command, unless it has ended or may outlive us. */
  close(): void;
}
