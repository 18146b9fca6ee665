import {
  type ExecRequest,
  exitStatusOf,
  type FdMapping,
  type RequestedProcess,
  SallyportError,
  withContext,
} from "@sallyport/core";
import { hasTerminal } from "@sallyport/console";
import { type ExecFlags, execFlags, type ExecFlagValues } from "@sallyport/flags";
import { execRules } from "@sallyport/core";
import type { Host } from "@sallyport/host";
import { exec, readProcessFile } from "@sallyport/runtime";
import { type CommandContext, defineCommand } from "../command.ts";

const drainTimeout = 2000;
const firstPreserved = 3;

export const execCommand = defineCommand<ExecFlags>({
  name: "exec",
  words: "CONTAINER COMMAND [ARGUMENT...]",
  description: [
    "Runs COMMAND in a running container and ends with its exit status: the command's own, 128 plus the number of",
    "the signal that ended it, or 128 when sallyport failed. What flags do not say comes from the container's own",
    "process: user, groups, environment, working directory, capabilities.",
    "",
    "With --process FILE the command is an OCI process in JSON, and CONTAINER is the only argument.",
    "",
    "  sallyport exec --env LANG=C --cwd /srv web ls -l",
  ].join("\n"),
  flags: (compat) => execFlags(execRules[compat]),
  async run(context) {
    const request = await readRequest(context);
    const { pidFile, internalPidFile } = context.flags;
    const outcome = await exec(await context.services(), { request, pidFile, internalPidFile, drainTimeout });
    return { exitStatus: exitStatusOf(outcome.status) };
  },
});

async function readRequest({ host, flags, words }: CommandContext<ExecFlags>): Promise<ExecRequest> {
  const [containerId, ...args] = words;
  try {
    if (flags.process === undefined || flags.process === "") {
      if (containerId === undefined || args.length === 0)
        throw missing("both a container-id and command are required");
      return completed(containerId, flags, overrides(host, flags, args));
    }
    if (containerId === undefined || args.length > 0) throw missing("a container-id is required");
    const process = await readProcessFile(host, flags.process);
    return completed(containerId, flags, { kind: "specification", process, env: flags.env });
  } catch (error) {
    throw withContext("parsing process spec", error);
  }
}

function missing(message: string): SallyportError {
  return new SallyportError("SALLYPORT_USAGE", message, {
    hint: "sallyport exec [flags] CONTAINER COMMAND [ARGUMENT...], or sallyport exec --process FILE CONTAINER",
  });
}

function completed(containerId: string, flags: ExecFlagValues, process: RequestedProcess): ExecRequest {
  return {
    containerId,
    process,
    passFds: [...preservedFds(flags.preserveFds ?? 0), ...flags.passFd],
    execFd: flags.execFd,
  };
}

function preservedFds(count: number): FdMapping[] {
  return Array.from({ length: count }, (_, index) => ({
    host: firstPreserved + index,
    guest: firstPreserved + index,
  }));
}

function overrides(host: Host, flags: ExecFlagValues, args: readonly string[]): RequestedProcess {
  return {
    kind: "overrides",
    args,
    cwd: flags.cwd,
    env: flags.env,
    user: flags.user,
    additionalGids: flags.additionalGids,
    capabilities: flags.cap,
    terminal: flags.tty ?? hasTerminal(host),
    noNewPrivileges: flags.noNewPrivs,
  };
}
