import { dialectNames, printable, SallyportError } from "@sallyport/core";
import { engineNames, type InstallFlags } from "@sallyport/flags";
import type { CommandContext, CommandResult } from "../command.ts";
import { applyChange } from "./apply-changes.ts";
import type { Change } from "./change.ts";

/** Engine and runtime, both of which have to be said. */
export function placeOf({ flags: { engine, runtime } }: CommandContext<InstallFlags>) {
  if (engine === undefined) throw missing(`--engine is required: ${engineNames.join(", ")}`);
  if (runtime === undefined) throw missing(`--runtime is required: ${dialectNames.join(", ")}`);
  return { engine, runtime };
}

function missing(message: string): SallyportError {
  return new SallyportError("SALLYPORT_USAGE", message);
}

/** Makes the changes, or shows them. */
export function change(
  { host, flags }: CommandContext<InstallFlags>,
  changes: readonly Change[],
  next: string,
): CommandResult {
  if (changes.length === 0) return { exitStatus: 0, output: "nothing to do\n" };
  if (flags.dryRun !== true) for (const each of changes) applyChange(host, each);
  const shown = changes.map((each) => line(each, flags.dryRun ?? false)).join("");
  return { exitStatus: 0, output: `${shown}${flags.dryRun === true ? "" : `${next}\n`}` };
}

function line({ path, after }: Change, whole: boolean): string {
  if (after === undefined) return `remove ${printable(path)}\n`;
  return whole
    ? `write ${printable(path)}\n${after.replaceAll(/^/gm, "  ").trimEnd()}\n`
    : `write ${printable(path)}\n`;
}
