import { SallyportError } from "@sallyport/core";
import { runCommand } from "./run-command.ts";
import type { Runsc, RunscPlatform } from "./runtimes.ts";

/** Asks a runsc binary for its release. */
export async function describeRunsc(path: string): Promise<Runsc> {
  const { stdout } = await runCommand(path, ["--version"], { timeout: 20_000 });
  const release = /\d{8}/.exec(stdout)?.[0];
  if (release === undefined) {
    throw new SallyportError("SALLYPORT_UNSUPPORTED", `${path} --version names no release`);
  }
  return { release, path, platform: platformOf(release), label: runscLabel(release) };
}

export function runscLabel(release: string): string {
  return `runsc ${release} (${platformOf(release)})`;
}

/** The label where the client is the static executable and not the program on Node. */
export function withExecutable(label: string): string {
  return label.replace(/\)$/, ", executable)");
}

/** systrap is the faster, and came in 2023. */
function platformOf(release: string): RunscPlatform {
  return release < "20230101" ? "ptrace" : "systrap";
}
