import { quoted } from "@sallyport/core";
import type { Exit } from "./exit.ts";

const brand = Symbol.for("sallyport.ExecError");

/** A result of any options. */
type AnyResult = Exit & {
  readonly argv: readonly string[];
  readonly pid: number;
  readonly stdout: string | Uint8Array | undefined;
  readonly stderr: string | Uint8Array | undefined;
};

/**
 * A command that `run` has run did not succeed: it ended with another status than 0, by a signal, or was ended because
 * of `timeoutMs` or `signal`. It has the fields of a `RunResult`, the output until then among them. What sallyport
 * itself fails with is a `SallyportError`.
 *
 * @example
 * try {
 *   await box.run(["make", "test"], { timeoutMs: 60_000 });
 * } catch (error) {
 *   if (!(error instanceof ExecError)) throw error;
 *   console.error(error.message, error.code, error.stderr);
 * }
 */
export class ExecError extends Error {
  override readonly name = "ExecError";
  readonly containerId: string;
  readonly argv: readonly string[];
  readonly pid: number;
  readonly reason: Exit["reason"];
  readonly code: number | null;
  readonly signal: string | undefined;
  readonly timedOut: boolean;
  readonly aborted: boolean;
  readonly truncated: boolean;
  readonly stdoutTruncated: boolean;
  readonly stderrTruncated: boolean;
  /** Milliseconds. */
  readonly durationMs: number;
  readonly stdout: string | Uint8Array | undefined;
  readonly stderr: string | Uint8Array | undefined;

  /** @param cause why the caller, or what the command read from, had it ended */
  constructor(containerId: string, result: AnyResult, cause?: unknown) {
    super(messageOf(containerId, result), cause === undefined ? undefined : { cause });
    this.containerId = containerId;
    this.argv = result.argv;
    this.pid = result.pid;
    this.reason = result.reason;
    this.code = result.code;
    this.signal = result.signal;
    this.timedOut = result.timedOut;
    this.aborted = result.aborted;
    this.truncated = result.truncated;
    this.stdoutTruncated = result.stdoutTruncated;
    this.stderrTruncated = result.stderrTruncated;
    this.durationMs = result.durationMs;
    this.stdout = result.stdout;
    this.stderr = result.stderr;
    Object.defineProperty(this, brand, { value: true });
  }
}

/**
 * True for an error of any copy of this package, unlike `instanceof`.
 *
 * @example
 * const { stdout } = await box.run(["git", "describe"]).catch((error: unknown) => {
 *   if (isExecError(error) && error.code === 128) return { stdout: "" };
 *   throw error;
 * });
 */
export function isExecError(value: unknown): value is ExecError {
  return typeof value === "object" && value !== null && brand in value;
}

/** No output is in it: that may hold secrets. */
function messageOf(containerId: string, result: AnyResult): string {
  return `command ${quoted(result.argv.join(" "))} in container ${quoted(containerId)} ${endOf(result)}`;
}

function endOf(result: Exit): string {
  const end =
    result.reason === "signaled" ? `was ended by ${result.signal}` : `exited with status ${result.code}`;
  if (result.timedOut) return `timed out and ${end}`;
  return result.aborted ? `was aborted and ${end}` : end;
}
