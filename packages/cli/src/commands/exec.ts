import {
  type ExecRequest,
  execRules,
  isSallyportError,
  type FdMapping,
  maximumPayloadFiles,
  type RequestedProcess,
  SallyportError,
  withContext,
} from "@sallyport/core";
import { hasTerminal } from "@sallyport/console";
import { type ExecFlags, execFlags } from "@sallyport/flags";
import { exec, type ExecOptions, type ExecProgress, readProcessFile } from "@sallyport/runtime";
import { type CommandContext, defineCommand, firstContainer } from "../command.ts";
import { endStatus } from "../end-status.ts";
import { watchOptions } from "../watch-options.ts";
import { paragraphs } from "../paragraphs.ts";

/** Milliseconds. */
const drainTimeout = 2000;
const detachTimeout = 10_000;
const firstPreserved = 3;

export const execCommand = defineCommand<ExecFlags>({
  name: "exec",
  words: "CONTAINER COMMAND [ARGUMENT...]",
  completion: firstContainer,
  get description() {
    return paragraphs(
      [
        "Runs COMMAND in a running container and ends with its exit status: the command's own, 128 plus the number of",
        "the signal that ended it, or 128 when sallyport failed. What flags do not say comes from the container's own",
        "process: user, groups, environment, working directory, capabilities.",
      ],
      [
        "When stdin, stdout and stderr are terminals, the command gets a terminal of its own, shown on yours; --tty says",
        "so outright. Typing the detach keys (ctrl-p, ctrl-q) leaves it running.",
      ],
      [
        "With --detach sallyport returns once the command has started. The process that --pid-file names stands for the",
        "command: it ends with the command's exit status and takes signals to it.",
      ],
      ["With --process FILE the command is an OCI process in JSON, and CONTAINER is the only argument."],
      [
        "--supervise tree ends all that came from the command with it when sallyport is killed; audit records system calls",
        "(--trace FILE), enforce holds it to a policy (--policy FILE): docs/supervision.md. --timeout ends the command as",
        "timeout(1) does, --memory, --pids and --cpu limit it within the container's own limits.",
      ],
      ["  sallyport exec --env LANG=C --cwd /srv web ls -l"],
      ["  sallyport exec --timeout 30s --pids 50 --trace trace.jsonl web make test"],
    );
  },
  flags: (compat) => execFlags(execRules[compat]),
  async run(context) {
    const { host, flags } = context;
    const report = flags.report
      ? (await import("../open-report.ts")).openReport(host, flags.report)
      : undefined;
    const progress: ExecProgress = {};
    let request: ExecRequest | undefined;
    try {
      request = await readRequest(context);
      const watch = await watchOptions(host, flags);
      const options = { ...optionsOf(context), ...watch, request };
      const outcome = await exec(await context.services(), options, progress);
      await report?.ended({ request, progress }, outcome);
      return { exitStatus: outcome.kind === "ended" ? endStatus(outcome) : 0 };
    } catch (error) {
      const told = context.dialect === "runc" ? failureOfRunc(error) : error;
      await report?.failed({ request, progress }, told);
      throw told;
    }
  },
});

/** runc says of all but its flags that it was exec that failed. */
function failureOfRunc(error: unknown): unknown {
  return isSallyportError(error) && error.code !== "SALLYPORT_USAGE"
    ? withContext("exec failed", error)
    : error;
}

export function optionsOf({ flags, settings }: CommandContext<ExecFlags>): Omit<ExecOptions, "request"> {
  return {
    detach: flags.detach ?? false,
    detachTimeout: flags.detachTimeout ?? settings.detachTimeout?.value ?? detachTimeout,
    orphan: flags.orphan ?? settings.orphan?.value ?? false,
    pidFile: flags.pidFile || undefined,
    internalPidFile: flags.internalPidFile || undefined,
    consoleSocket: flags.consoleSocket || undefined,
    detachKeys: flags.detachKeys ?? settings.detachKeys?.value,
    drainTimeout: flags.drainTimeout ?? settings.drainTimeout?.value ?? drainTimeout,
  };
}

export async function readRequest(context: CommandContext<ExecFlags>): Promise<ExecRequest> {
  const { host, flags, words, dialect } = context;
  const [containerId, ...args] = words;
  const file = flags.process || undefined;
  if (dialect === "runc" && file === undefined && words.length === 1) {
    // For runc, no command is a process that cannot be started, not a wrong command line.
    throw new SallyportError("SALLYPORT_INVALID_PROCESS", "process args cannot be empty");
  }
  try {
    if (file === undefined) {
      if (containerId === undefined || args.length === 0) {
        throw missing("both a container-id and command are required");
      }
      return completed(containerId, context, overrides(context, args));
    }
    if (containerId === undefined || args.length > 0) throw missing("a container-id is required");
    const process = await readProcessFile(host, file);
    return completed(containerId, context, { kind: "specification", process, env: flags.env });
  } catch (error) {
    throw withContext("parsing process spec", error);
  }
}

function missing(message: string): SallyportError {
  return new SallyportError("SALLYPORT_USAGE", message, {
    hint: "sallyport exec [flags] CONTAINER COMMAND [ARGUMENT...], or sallyport exec --process FILE CONTAINER",
  });
}

function completed(
  containerId: string,
  context: CommandContext<ExecFlags>,
  process: RequestedProcess,
): ExecRequest {
  const { flags } = context;
  const preserved = flags.preserveFds ?? 0;
  return {
    containerId,
    process,
    passFds: [...preservedFds(preserved), ...listeningFds(context, preserved), ...flags.passFd],
    execFd: flags.execFd,
    host: {
      cgroups: flags.cgroup,
      ignorePaused: flags.ignorePaused ?? false,
      pidfdSocket: flags.pidfdSocket || undefined,
    },
  };
}

/**
 * crun counts what systemd hands over (sd_listen_fds(3)) with --preserve-fds, whatever LISTEN_PID says, and tells the
 * command nothing of it; runc's exec takes no notice of it. What is not open is left out.
 */
function listeningFds({ host, dialect }: CommandContext<ExecFlags>, preserved: number): FdMapping[] {
  const count = dialect === "crun" ? Number(host.process.environment["LISTEN_FDS"] ?? 0) : 0;
  if (!Number.isInteger(count) || count <= 0) return [];
  return preservedFds(preserved + count)
    .slice(preserved)
    .filter(({ host: fd }) => host.descriptors.isInherited(fd));
}

function preservedFds(count: number): FdMapping[] {
  if (count > maximumPayloadFiles) {
    throw new SallyportError(
      "SALLYPORT_INVALID_DESCRIPTOR",
      `--preserve-fds ${count}: a sandbox takes at most ${maximumPayloadFiles} descriptors`,
    );
  }
  return Array.from({ length: count }, (_, index) => ({
    host: firstPreserved + index,
    guest: firstPreserved + index,
  }));
}

function overrides(
  { host, flags, compat, dialect }: CommandContext<ExecFlags>,
  args: readonly string[],
): RequestedProcess {
  // runc and crun give a command no terminal that was not asked for.
  const hostRuntime = dialect === "runc" || dialect === "crun";
  // Before gVisor d5e1ed3cd (February 2023) a command had a terminal only when it was asked for.
  const terminal =
    Boolean(flags.consoleSocket) ||
    (!hostRuntime && compat !== "20221219" && !flags.detach && hasTerminal(host));
  return {
    kind: "overrides",
    args,
    cwd: flags.cwd,
    env: flags.env,
    user: flags.user,
    additionalGids: flags.additionalGids,
    capabilities: flags.cap,
    terminal: flags.tty ?? terminal,
    noNewPrivileges: flags.noNewPrivs,
    apparmorProfile: flags.apparmor || undefined,
    selinuxLabel: flags.processLabel || undefined,
  };
}
