import { SallyportError } from "@sallyport/core";
import { leaveToPump } from "@sallyport/helper";
import { waiterProgram } from "@sallyport/runtime";
import type { ExecHandle } from "../exec-handle.ts";
import type { ExecOptions } from "../exec-options.ts";
import type { OpenedSandbox } from "../opened-sandbox.ts";
import { createOutputStream } from "../streams/output-stream.ts";
import type { ReadGuestFile } from "../users/resolve-names.ts";
import { checkArgv, checkExecOptions, checkTerminalSize } from "./check-options.ts";
import type { RunningCommand } from "./run-command.ts";
import { launchCommand } from "./launch-command.ts";
import { deliverSignal } from "./deliver-signal.ts";

/** Starts a command whose streams are those of Node. */
export async function exec(
  sandbox: OpenedSandbox,
  argv: readonly string[],
  options: ExecOptions,
  readGuestFile: ReadGuestFile,
): Promise<ExecHandle> {
  checkArgv(argv);
  checkExecOptions(options);
  const { host } = sandbox;
  const encoding = options.encoding === "buffer" ? undefined : options.encoding;
  const command = await launchCommand(sandbox, {
    argv,
    options,
    readGuestFile,
    readPipe: (_, fd, limit) => createOutputStream(host, fd, limit, encoding),
  });
  return handleOf(sandbox, command);
}

function handleOf({ host, settings }: OpenedSandbox, command: RunningCommand): ExecHandle {
  const { process, streams, exit } = command;
  const { transport, capabilities } = command.target;
  return {
    pid: process.pid,
    stdin: streams.stdin,
    stdout: streams.stdout,
    stderr: streams.stderr,
    exit,
    kill: (signal = "SIGTERM") => deliverSignal(command, signal),
    async resize(size) {
      if (streams.resize === undefined)
        throw new SallyportError("SALLYPORT_USAGE", "the command has no terminal to resize");
      checkTerminalSize(size);
      await process.resize?.({ rows: size.rows, columns: size.cols });
      await streams.resize(size);
    },
    async detach() {
      if (capabilities.hostProcesses) throw undetachable(transport.id);
      await streams.handOver?.((source) =>
        leaveToPump(host, { executable: waiterProgram(settings), reapedElsewhere: true }, { source }),
      );
      command.leave();
    },
    [Symbol.asyncDispose]: () => command[Symbol.asyncDispose](),
  };
}

/** A command on the host's own kernel is a process below ours, which ends it with us. */
function undetachable(transport: string): SallyportError {
  return new SallyportError("SALLYPORT_UNSUPPORTED", `detach() cannot be done by transport "${transport}"`, {
    hint: "what a command starts in the background outlives it",
    details: { transport },
  });
}
