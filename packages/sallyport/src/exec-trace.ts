import { tracingChannel } from "node:diagnostics_channel";
import type { Exit } from "./exit.ts";

/**
 * What subscribers of the tracing channel `sallyport:exec` (node:diagnostics_channel) are given: one object for each
 * command, at its `start`, `end`, `asyncStart`, `asyncEnd` and `error`. The trace lasts from the call to the command's
 * end; `error` is published when it could not be started or its sandbox was lost.
 *
 * @example
 * import { tracingChannel } from "node:diagnostics_channel";
 *
 * tracingChannel<"sallyport:exec", ExecTrace>("sallyport:exec").subscribe({
 *   start: () => undefined,
 *   end: () => undefined,
 *   asyncStart: () => undefined,
 *   asyncEnd: ({ argv, result }) => console.log(argv[0], result?.durationMs),
 *   error: ({ argv, error }) => console.error(argv[0], error),
 * });
 */
export interface ExecTrace {
  readonly containerId: string;
  readonly argv: readonly string[];
  /** Whether the command has a terminal. */
  readonly tty: boolean;
  /** In the sandbox's root pid namespace; absent before the launch. */
  pid?: number;
  /** How the command ended. */
  result?: Exit;
  /** Why that is not known. */
  error?: unknown;
}

/** The tracing channel `sallyport:exec`. */
export const execChannel = tracingChannel<string, ExecTrace>("sallyport:exec");
