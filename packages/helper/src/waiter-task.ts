import type { SocketAddress, TerminalMode } from "@sallyport/host";

/** A request to a sandbox with one number left open: `before`, the decimal digits, `after`. */
export interface NumberedRequest {
  /** Where a connection for each request is made. */
  readonly address: SocketAddress;
  readonly before: string;
  readonly after: string;
}

/** To stand for a command: end as it ends, and forward signals meanwhile. */
export interface WaitTask {
  readonly kind: "wait";
  /** Connected; a request whose result is a wait status has been sent, nothing has been read. */
  readonly waitSocket: number;
  /** The signals to forward, 1 to 64; all others are ignored. SIGKILL and SIGSTOP act on the waiter itself. */
  readonly signals: readonly number[];
  /** Sent with the number of each signal. */
  readonly signalRequest: NumberedRequest;
  /** `control` of a guard, which then acts when the waiter ends without having learnt the command's status. */
  readonly guard?: number;
}

/** To kill what a start that was given up may still give birth to. */
export interface StartKillTask {
  readonly kind: "start-kill";
  /** Connected; a request whose result is a process id has been sent, nothing has been read. */
  readonly startSocket: number;
  /** Sent with the process id. */
  readonly killRequest: NumberedRequest;
  /** Milliseconds to wait for the process id. */
  readonly timeLimit: number;
}

/** To act when the client ends without a word: `kill -9`, or a crash. */
export interface GuardTask {
  readonly kind: "guard";
  /** Sent with the number of SIGKILL. */
  readonly killRequest?: NumberedRequest;
  readonly terminal?: {
    readonly fd: number;
    /** To be restored; what was typed meanwhile is dropped (TCSETSF). */
    readonly attributes: TerminalMode;
  };
}

/** To copy from one descriptor to another, until the source ends or nobody takes what it gives. */
export interface PumpTask {
  readonly kind: "pump";
  readonly source: number;
  /** Absent: what the source gives is dropped. */
  readonly target?: number;
}

/** To move what a file or socket holds into a pipe, until it ends, nobody reads, or the parent lets go. */
export interface FeedTask {
  readonly kind: "feed";
  readonly source: number;
  readonly target: number;
}

export type WaiterTask = WaitTask | StartKillTask | GuardTask | PumpTask | FeedTask;
