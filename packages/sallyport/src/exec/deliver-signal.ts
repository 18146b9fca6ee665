import { isSallyportError } from "@sallyport/core";
import type { SandboxProcess } from "@sallyport/transport";
import type { Signal } from "../exec-options.ts";
import { numberOf } from "./signal-number.ts";
import type { RunningCommand } from "./run-command.ts";

/** False when the command has ended: the sandbox then knows it no more, which may be before it has told us. */
export async function deliverSignal(command: RunningCommand, signal: Signal): Promise<boolean> {
  const number = numberOf(signal);
  if (command.hasEnded()) return false;
  try {
    await command.process.signal(number, "process");
    return true;
  } catch (error) {
    if (command.hasEnded() || isNoSuchProcess(error)) return false;
    throw error;
  }
}

/** For keys and sizes of a terminal. A command that has ended needs none, and of a sandbox that is lost its exit tells. */
export async function deliverToForeground(process: SandboxProcess, signal: number): Promise<void> {
  try {
    await process.signal(signal, "foreground");
  } catch (error) {
    if (!isNoSuchProcess(error) && !isLoss(error)) throw error;
  }
}

function isLoss(error: unknown): boolean {
  return (
    isSallyportError(error) && (error.code === "SALLYPORT_CONNECTION_LOST" || error.errno === "ECONNREFUSED")
  );
}

function isNoSuchProcess(error: unknown): boolean {
  return (
    isSallyportError(error) &&
    (error.errno === "ESRCH" || /no such process|no thread group/.test(error.message))
  );
}
