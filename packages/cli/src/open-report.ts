import { withContext } from "@sallyport/core";
import { type Host, writeFileAtomically } from "@sallyport/host";
import {
  type ExecOutcome,
  execReport,
  type ExecReport,
  failureReport,
  measureTimes,
  type ReportedExec,
} from "@sallyport/runtime";
import { print } from "./output/print.ts";

const mode = 0o644;

/** Tells how one exec went, to a file or to stderr. */
export interface Report {
  ended(exec: ReportedExec, outcome: ExecOutcome): Promise<void>;
  /** That it cannot be told matters less than the error itself. */
  failed(exec: ReportedExec, error: unknown): Promise<void>;
}

/** Begins to measure the exec. @param target a file; `-` for stderr */
export function openReport(host: Host, target: string): Report {
  const times = measureTimes(host.clock);
  return {
    ended: (exec, outcome) => write(host, target, execReport(exec, times(), outcome)),
    failed: (exec, error) => write(host, target, failureReport(exec, times(), error)).catch(() => undefined),
  };
}

async function write(host: Host, target: string, report: ExecReport): Promise<void> {
  const text = `${JSON.stringify(report)}\n`;
  try {
    if (target === "-") await print(host, 2, text);
    else writeFileAtomically(host, target, text, mode);
  } catch (error) {
    throw withContext("writing report", error);
  }
}
