import type { SandboxProcess } from "@sallyport/transport";

const SIGKILL = 9;

/** What `step` gives; where it fails, the command must not go on: it is ended before the failure is told. */
export async function orEndProcess<T>(process: SandboxProcess, step: () => Promise<T>): Promise<T> {
  try {
    return await step();
  } catch (error) {
    await endProcess(process);
    throw error;
  }
}

/** Best effort: the command may have ended by itself, or the sandbox with it. */
async function endProcess(process: SandboxProcess): Promise<void> {
  try {
    await process.signal(SIGKILL, "process");
    await process.wait();
  } catch {
    // What led here is the error to report.
  }
}
