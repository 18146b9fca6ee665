import {
  type ErrorReason,
  type ExecRequest,
  exitStatusOf,
  isSallyportError,
  messageOf,
  signalName,
} from "@sallyport/core";
import type { ExecOptions, ExecOutcome } from "./exec-options.ts";

/** How one exec went, for programs: `--report`. */
export interface ExecReport {
  readonly schemaVersion: 1;
  readonly container?: string;
  /** In the sandbox's root pid namespace; absent when nothing was started. */
  readonly pid?: number;
  readonly argv?: readonly string[];
  /** `exited`, `signaled` and `detached` tell of the command; everything else is a failure of ours. */
  readonly reason: "exited" | "signaled" | "detached" | ErrorReason;
  /** What the command's own status is; absent unless it ended. */
  readonly exitCode?: number;
  /** Name of the signal that ended it, `SIGKILL`. */
  readonly signal?: string;
  /** Host process id that stands for a detached command. */
  readonly standIn?: number;
  readonly error?: { readonly code: string; readonly message: string };
  /** RFC 3339, of the exec: looking up the container and starting are included. */
  readonly startTime: string;
  readonly endTime: string;
  /** Whole milliseconds. */
  readonly durationMs: number;
}

/** @param begun,ended milliseconds since the epoch */
export function execReport(
  options: ExecOptions,
  begun: number,
  ended: number,
  outcome: ExecOutcome,
): ExecReport {
  return {
    schemaVersion: 1,
    container: outcome.containerId,
    pid: outcome.pid,
    argv: argvOf(options.request),
    ...endOf(outcome),
    ...times(begun, ended),
  };
}

/** @param options absent when the request could not be read */
export function failureReport(
  options: ExecOptions | undefined,
  begun: number,
  ended: number,
  error: unknown,
): ExecReport {
  const known = isSallyportError(error);
  return {
    schemaVersion: 1,
    ...(options === undefined
      ? {}
      : { container: options.request.containerId, argv: argvOf(options.request) }),
    reason: known ? error.reason : "internal",
    error: { code: known ? error.code : "SALLYPORT_INTERNAL", message: messageOf(error) },
    ...times(begun, ended),
  };
}

function endOf(outcome: ExecOutcome): Pick<ExecReport, "reason" | "exitCode" | "signal" | "standIn"> {
  if (outcome.kind === "detached") return { reason: "detached", standIn: outcome.standIn };
  const { status } = outcome;
  if (status.kind === "exited") return { reason: "exited", exitCode: status.code };
  return { reason: "signaled", exitCode: exitStatusOf(status), signal: signalName(status.signal) };
}

function argvOf({ process }: ExecRequest): readonly string[] {
  return process.kind === "overrides" ? process.args : (process.process.args ?? []);
}

function times(begun: number, ended: number): Pick<ExecReport, "startTime" | "endTime" | "durationMs"> {
  return {
    startTime: new Date(begun).toISOString(),
    endTime: new Date(ended).toISOString(),
    durationMs: Math.round(ended - begun),
  };
}
