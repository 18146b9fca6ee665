/** What is known of every command that is over. */
interface ExitFacts {
  /** `timeoutMs` passed before the command ended. */
  readonly timedOut: boolean;
  /** Its `AbortSignal` ended it, or the stream that it read failed. */
  readonly aborted: boolean;
  /** Output beyond `maxOutputBytes` was dropped. */
  readonly truncated: boolean;
  /** The same, of standard output. */
  readonly stdoutTruncated: boolean;
  /** The same, of standard error. */
  readonly stderrTruncated: boolean;
  /** Milliseconds from the command's start to its end. */
  readonly durationMs: number;
}

/**
 * How a command ended. `timedOut` and `aborted` say who ended it; `reason` and `code` are what it made of that.
 *
 * @example
 * await using command = await box.exec(["make"], { timeoutMs: 60_000, stdout: "ignore", stderr: "ignore" });
 * const exit: Exit = await command.exit;
 * if (exit.timedOut) console.log(`ended after ${exit.durationMs} ms`);
 * else if (exit.reason === "exited") console.log(`status ${exit.code}`);
 * else console.log(exit.reason, exit.signal);
 */
export type Exit = ExitFacts &
  (
    | {
        /** It ended by itself. */
        readonly reason: "exited";
        /** Exit status, 0 to 255. */
        readonly code: number;
        readonly signal?: undefined;
      }
    | {
        /** A signal ended it. */
        readonly reason: "signaled";
        readonly code: null;
        /** Name of the signal, `SIGKILL`. */
        readonly signal: string;
      }
    | {
        /** It was left running by `detach`. */
        readonly reason: "detached";
        readonly code: null;
        readonly signal?: undefined;
      }
  );

/** True for an exit status of 0 of a command that nobody had to end. */
export function isSuccess(exit: Exit): boolean {
  return exit.code === 0 && !exit.timedOut && !exit.aborted;
}
