import {
  type ErrorReason,
  type ExecRequest,
  exitStatusOf,
  isSallyportError,
  messageOf,
  signalName,
} from "@sallyport/core";
import type { TransferredBytes } from "@sallyport/console";
import type { Clock } from "@sallyport/host";
import type { ExecOutcome, ExecProgress } from "./exec-options.ts";

/** How one exec went, for programs: `--report`. docs/report.md explains it, docs/report.schema.json is its schema. */
export interface ExecReport {
  readonly schemaVersion: 1;
  readonly container?: string;
  /** In the sandbox's root pid namespace; absent when nothing was started. */
  readonly pid?: number;
  readonly argv?: readonly string[];
  /** `exited`, `signaled`, `timeout` and `detached` tell of the command; everything else is a failure of ours. */
  readonly reason: "exited" | "signaled" | "timeout" | "detached" | ErrorReason;
  /** The command's own, 128 + n after signal n; absent unless it ended. */
  readonly exitCode?: number;
  /** Name of the signal that ended it, `SIGKILL`. */
  readonly signal?: string;
  /** Host process id that stands for a detached command. */
  readonly standIn?: number;
  readonly error?: { readonly code: string; readonly message: string };
  readonly bytes?: TransferredBytes;
  /** RFC 3339, of the exec: looking up the container and starting are included. */
  readonly startTime: string;
  readonly endTime: string;
  /** Whole milliseconds, whatever is done to the clock meanwhile. */
  readonly durationMs: number;
}

type ReportedTimes = Pick<ExecReport, "startTime" | "endTime" | "durationMs">;
type ReportedEnd = Pick<ExecReport, "reason" | "exitCode" | "signal" | "standIn" | "error">;

/** What a report is made of, besides how the exec went. */
export interface ReportedExec {
  /** Absent when it could not be read. */
  readonly request: ExecRequest | undefined;
  readonly progress: ExecProgress;
}

/** Starts measuring; the result ends it. */
export function measureTimes(clock: Clock): () => ReportedTimes {
  const startTime = new Date(clock.now()).toISOString();
  const begun = clock.sinceBoot();
  return () => ({
    startTime,
    endTime: new Date(clock.now()).toISOString(),
    durationMs: Math.round(clock.sinceBoot() - begun),
  });
}

export function execReport(exec: ReportedExec, times: ReportedTimes, outcome: ExecOutcome): ExecReport {
  return reportOf(exec, times, endOf(outcome));
}

export function failureReport(exec: ReportedExec, times: ReportedTimes, error: unknown): ExecReport {
  const known = isSallyportError(error);
  return reportOf(exec, times, {
    reason: known ? error.reason : "internal",
    error: { code: known ? error.code : "SALLYPORT_INTERNAL", message: messageOf(error) },
  });
}

function reportOf({ request, progress }: ReportedExec, times: ReportedTimes, end: ReportedEnd): ExecReport {
  const { pid, transferred, containerId = request?.containerId } = progress;
  return {
    schemaVersion: 1,
    ...(containerId === undefined ? {} : { container: containerId }),
    ...(pid === undefined ? {} : { pid }),
    ...(request === undefined ? {} : { argv: argvOf(request) }),
    ...end,
    ...(transferred === undefined ? {} : { bytes: transferred() }),
    ...times,
  };
}

function endOf(outcome: ExecOutcome): ReportedEnd {
  if (outcome.kind === "detached") return { reason: "detached", standIn: outcome.standIn };
  const { status, timedOut } = outcome;
  const late = timedOut === undefined ? undefined : "timeout";
  if (status.kind === "exited") return { reason: late ?? "exited", exitCode: status.code };
  const [exitCode, signal] = [exitStatusOf(status), signalName(status.signal)];
  return { reason: late ?? "signaled", exitCode, signal };
}

function argvOf({ process }: ExecRequest): readonly string[] {
  return process.kind === "overrides" ? process.args : (process.process.args ?? []);
}
