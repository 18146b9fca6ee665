import { spawn } from "node:child_process";
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { constants } from "node:os";
import { join } from "node:path";
import { SallyportError } from "@sallyport/core";
import type { CommandOptions, CommandResult } from "./run-command.ts";

/**
 * Runs a command with files below `folder` as its standard streams, and waits for its exit. For commands that
 * hand their streams to a sandbox: a detached one keeps pipes open, and what Node calls a pipe is a socket, which
 * the sentry shuts down when the guest has done with it, so that runsc dies of SIGPIPE at its next message
 * (20240729 and 20221219, a command that cannot be loaded).
 */
export async function runWithFiles(
  file: string,
  args: readonly string[],
  folder: string,
  options: CommandOptions = {},
): Promise<CommandResult> {
  const streams = mkdtempSync(join(folder, "streams-"));
  const input = join(streams, "stdin");
  const output = join(streams, "stdout");
  const errors = join(streams, "stderr");
  writeFileSync(input, options.input ?? "");
  // Appending, because the sentry and runsc have each an offset of their own.
  const descriptors = [openSync(input, "r"), openSync(output, "a"), openSync(errors, "a")];
  try {
    const status = await waitForExit(file, args, descriptors, options);
    return { status, stdout: readFileSync(output, "utf8"), stderr: readFileSync(errors, "utf8") };
  } finally {
    for (const descriptor of descriptors) closeSync(descriptor);
    rmSync(streams, { recursive: true, force: true });
  }
}

function waitForExit(
  file: string,
  args: readonly string[],
  stdio: number[],
  { workingDirectory, environment, timeout = 60_000 }: CommandOptions,
): Promise<number> {
  return new Promise((resolve, reject) => {
    const env = { ...process.env, ...environment };
    const child = spawn(file, args, { cwd: workingDirectory, env, stdio, timeout, killSignal: "SIGKILL" });
    child.on("error", (cause) =>
      reject(new SallyportError("SALLYPORT_SYSTEM_CALL", `cannot run ${file}`, { cause })),
    );
    child.on("exit", (status, signal) => resolve(status ?? 128 + constants.signals[signal ?? "SIGKILL"]));
  });
}
