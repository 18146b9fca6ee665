import { isSallyportError } from "@sallyport/core";
import type { Host } from "@sallyport/host";
import type { SandboxProcess } from "@sallyport/transport";
import type { RuntimeSettings } from "../runtime-settings.ts";
import { unlessAbandoned } from "./unless-abandoned.ts";

const SIGKILL = 9;

/** A command that must not go on without us. */
interface Ending {
  readonly host: Host;
  readonly settings: RuntimeSettings;
  readonly process: SandboxProcess;
  /** Settles when the sandbox is not waited for any longer. */
  readonly abandoned: Promise<void>;
}

/** What `step` gives; where it fails, the command is ended before the failure is told. */
export async function orEndProcess<T>(ending: Ending, step: () => Promise<T>): Promise<T> {
  try {
    return await step();
  } catch (error) {
    await endProcess(ending);
    throw error;
  }
}

/** Best effort: the command may have ended by itself, or the sandbox with it; what led here is the error to report. */
async function endProcess(ending: Ending): Promise<void> {
  const { process, abandoned } = ending;
  const failure: unknown = await unlessAbandoned(abandoned, kill(process)).catch((error: unknown) => error);
  if (isSallyportError(failure) && failure.code === "SALLYPORT_INTERRUPTED") {
    await leaveKillBehind(ending).catch(() => undefined);
  }
}

async function kill(process: SandboxProcess): Promise<void> {
  await process.signal(SIGKILL, "process");
  await process.wait();
}

/** The sandbox does not answer, and we are about to go. */
async function leaveKillBehind({ host, settings, process }: Ending): Promise<void> {
  if (settings.waiter === undefined) return;
  const { leaveKill } = await import("./leave-behind.ts");
  await leaveKill(host, settings.waiter, process);
}
