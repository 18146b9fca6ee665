import type { ResourceLimits } from "@sallyport/core";
import type { Supervision } from "@sallyport/transport";

/** How a command is watched and held to limits, whatever starts it. */
export interface WatchOptions {
  /** Absent: as little as the rest allows. */
  readonly supervision?: Pick<Supervision, "level" | "policy"> | undefined;
  /** Where what happens in the command's tree is written to, one JSON object a line. */
  readonly traceFile?: string | undefined;
  readonly limits?: ResourceLimits | undefined;
  readonly timeLimit?: TimeLimit | undefined;
}

/** Milliseconds. */
export interface TimeLimit {
  /** From the command's start to SIGTERM. */
  readonly timeout: number;
  /** From there to SIGKILL. */
  readonly killAfter: number;
}
