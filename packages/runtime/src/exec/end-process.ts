import type { SandboxProcess } from "@sallyport/transport";

const SIGKILL = 9;

/** Ends a command that must not go on, and waits for it. Best effort: what led here is the error to report. */
export async function endProcess(process: SandboxProcess): Promise<void> {
  try {
    await process.signal(SIGKILL, "process");
    await process.wait();
  } catch {
    // It may have ended by itself, or the sandbox with it.
  }
}
