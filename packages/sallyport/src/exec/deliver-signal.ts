import { isSallyportError } from "@sallyport/core";
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

function isNoSuchProcess(error: unknown): boolean {
  return (
    isSallyportError(error) &&
    (error.errno === "ESRCH" || /no such process|no thread group/.test(error.message))
  );
}
