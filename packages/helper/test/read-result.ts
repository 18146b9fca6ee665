import { decodeWaitStatus, exitStatusOf } from "@sallyport/core";

/** The exit status that a reply to WaitPID means, by JSON.parse and the shared reading of wait statuses. */
export function readResult(text: string): number {
  const reply: Record<string, unknown> = JSON.parse(text);
  const { success, err, result } = reply;
  if (success !== true || typeof err !== "string" || typeof result !== "number") return 128;
  // A whole number may be written as 1e3; Go never does, and neither does JSON.stringify below 1e21.
  try {
    return exitStatusOf(decodeWaitStatus(result));
  } catch {
    return 128;
  }
}
