import { execFile } from "node:child_process";
import { constants } from "node:os";
import { SallyportError } from "@sallyport/core";

export interface CommandOptions {
  readonly workingDirectory?: string;
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** Given to standard input, which is a pipe even when there is nothing to read. */
  readonly input?: string;
  /** Milliseconds, then SIGKILL. 0 waits for ever. */
  readonly timeout?: number;
}

export interface CommandResult {
  /** Exit status, or 128 and the signal's number as a shell reports it. */
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command to its end. Throws only when it cannot be started or takes too long. */
export function tryCommand(
  file: string,
  args: readonly string[],
  options: CommandOptions = {},
): Promise<CommandResult> {
  return new Promise((resolve, reject) => {
    const child = execFile(
      file,
      [...args],
      {
        cwd: options.workingDirectory,
        env: { ...process.env, ...options.environment },
        timeout: options.timeout ?? 300_000,
        killSignal: "SIGKILL",
        maxBuffer: 256 * 1024 * 1024,
      },
      (error, stdout, stderr) => {
        if (error !== null && typeof error.code === "string") reject(cannotStart(file, error));
        else if (error?.killed === true) reject(tookTooLong(file, args));
        else resolve({ status: exitStatus(error, child.exitCode), stdout, stderr });
      },
    );
    child.stdin?.on("error", () => undefined);
    child.stdin?.end(options.input ?? "");
  });
}

/** Runs a command that must succeed. The error has the gist of what it wrote to standard error. */
export async function runCommand(
  file: string,
  args: readonly string[],
  options: CommandOptions = {},
): Promise<CommandResult> {
  const result = await tryCommand(file, args, options);
  if (result.status === 0) return result;
  throw commandFailed(file, args, result.status, result.stderr);
}

export function commandFailed(file: string, args: readonly string[], status: number, stderr: string) {
  const lines = stderr.trim().split("\n");
  // The reason is the first line when a usage text follows, else among the last.
  const reason = (lines.length > 6 ? [...lines.slice(0, 1), "…", ...lines.slice(-4)] : lines).join("; ");
  return new SallyportError(
    "SALLYPORT_SYSTEM_CALL",
    `${file} failed with status ${status}${reason === "" ? "" : `: ${reason}`}`,
    { details: { arguments: args } },
  );
}

function cannotStart(file: string, error: Error & { code?: unknown }) {
  const missing = error.code === "ENOENT";
  return new SallyportError(
    "SALLYPORT_SYSTEM_CALL",
    missing ? `${file} is not installed` : `cannot run ${file}: ${error.message}`,
    { cause: error },
  );
}

function tookTooLong(file: string, args: readonly string[]) {
  return new SallyportError("SALLYPORT_SYSTEM_CALL", `${file} did not end in time`, {
    details: { arguments: args },
  });
}

function exitStatus(error: { signal?: string | null } | null, exitCode: number | null): number {
  const signals: Readonly<Record<string, number>> = constants.signals;
  return exitCode ?? 128 + (signals[error?.signal ?? ""] ?? 0);
}
