import { signalName, type WaitStatus } from "@sallyport/core";
import type { Exit } from "../exit.ts";
import type { Cut } from "./cutoff.ts";

export type CommandEnd = WaitStatus | "detached";

/** How a command ended, in the words of the library. */
export function exitOf(
  end: CommandEnd,
  cut: Cut | undefined,
  truncated: { readonly stdout: boolean; readonly stderr: boolean },
  durationMs: number,
): Exit {
  const facts = {
    timedOut: cut?.kind === "timeout",
    aborted: cut?.kind === "aborted",
    truncated: truncated.stdout || truncated.stderr,
    stdoutTruncated: truncated.stdout,
    stderrTruncated: truncated.stderr,
    durationMs,
  };
  if (end === "detached") return { ...facts, reason: "detached", code: null };
  return end.kind === "exited"
    ? { ...facts, reason: "exited", code: end.code }
    : { ...facts, reason: "signaled", code: null, signal: signalName(end.signal) };
}
