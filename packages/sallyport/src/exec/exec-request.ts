import { type ExecRequest, SallyportError } from "@sallyport/core";
import type { Host } from "@sallyport/host";
import type { ExecOptions } from "../exec-options.ts";
import { statusOf } from "../streams/is-copied.ts";
import { parseUser } from "../users/parse-user.ts";

/** A library call as the request that flags and process files become, too. */
export function execRequest(
  containerId: string,
  argv: readonly string[],
  options: ExecOptions,
  execFd: number | undefined,
): ExecRequest {
  return {
    containerId,
    process: {
      kind: "overrides",
      args: argv,
      cwd: options.cwd,
      env: environmentEntries(options.env ?? {}),
      user: parseUser(options.user),
      additionalGids: options.gids ?? [],
      capabilities: options.capabilities ?? [],
      terminal: options.tty !== undefined && options.tty !== false,
      noNewPrivileges: options.noNewPrivileges,
    },
    passFds: Object.entries(options.fds ?? {}).map(([guest, host]) => ({ guest: Number(guest), host })),
    execFd,
  };
}

/**
 * Refuses descriptors that are not open, or are the command's standard streams.
 *
 * @throws SallyportError SALLYPORT_INVALID_DESCRIPTOR
 */
export function checkDescriptors(host: Host, { passFds, execFd }: ExecRequest): void {
  for (const { guest, host: fd } of passFds) {
    if (guest <= 2) {
      throw new SallyportError(
        "SALLYPORT_INVALID_DESCRIPTOR",
        `fds: ${guest} is a standard stream of the command`,
        {
          hint: "stdin, stdout and stderr say what those are",
        },
      );
    }
    statusOf(host, fd, `fds: ${guest}`);
  }
  if (execFd !== undefined) statusOf(host, execFd, "execFile");
}

function environmentEntries(env: Readonly<Record<string, string | undefined>>): string[] {
  return Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${value}`]));
}
