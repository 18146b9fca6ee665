import { withResolvers } from "@sallyport/core";
import type { Host } from "@sallyport/host";
import type { Target } from "@sallyport/runtime";
import type { SandboxProcess } from "@sallyport/transport";
import type { Exit } from "../exit.ts";
import type { OpenedSandbox, Running } from "../opened-sandbox.ts";
import type { CommandStreams } from "../streams/command-streams.ts";
import { createCutoff, type Cut, cutError, type Cutoff } from "./cutoff.ts";
import { type CommandEnd, exitOf } from "./exit-of.ts";
import { numberOf } from "./signal-number.ts";
import { type Start, startCommand, type StartedCommand } from "./start-command.ts";
import { createTermination, type Termination } from "./termination.ts";

const SIGKILL = 9;
/** Milliseconds. */
const defaultForceKillAfter = 5000;
const defaultDrainTimeout = 2000;

/** A command that runs, or has ended. Disposing of it ends it, if it has not, and what is left of its output. */
export interface RunningCommand extends Running {
  readonly target: Target;
  readonly process: SandboxProcess;
  readonly streams: CommandStreams;
  /** Settles when it has ended and its output was read; rejects when the sandbox was lost. */
  readonly exit: Promise<Exit>;
  readonly hasEnded: () => boolean;
  /** Why the caller, or what the command read from, had it ended. */
  readonly cutCause: () => unknown;
  /** Leaves it running, and closes its streams. */
  leave(): void;
}

/**
 * Starts a command, ends it when the caller's limits are reached, and tells how it ended. Settles at launch.
 *
 * @throws SallyportError of the launch, with nothing left running
 */
export async function runCommand(sandbox: OpenedSandbox, start: Start): Promise<RunningCommand> {
  const { host } = sandbox;
  const { options } = start;
  const killSignal = numberOf(options.killSignal ?? "SIGTERM");
  const forceAfter = options.forceKillAfterMs ?? defaultForceKillAfter;
  const cutoff = createCutoff(host, options);
  try {
    const early = cutoff.cut();
    if (early !== undefined) throw cutError(early);
    const command = await beforeCut(cutoff, startCommand(sandbox, start));
    cutoff.restart();
    const { capabilities } = command.connection.target;
    const target = capabilities.processGroupSignals ? "group" : "process";
    const signal = capabilities.signals === "any" ? killSignal : SIGKILL;
    const termination = createTermination(host, command.process, { signal, forceAfter, target });
    void cutoff.reached.then(() => termination.begin());
    void command.streams.sourceFailed.then((cause) => cutoff.abort(cause));
    return watch(host, command, {
      cutoff,
      termination,
      drainTimeout: options.drainTimeoutMs ?? defaultDrainTimeout,
    });
  } catch (error) {
    cutoff[Symbol.dispose]();
    throw error;
  }
}

/** A command that starts too late is killed. */
async function beforeCut(cutoff: Cutoff, starting: Promise<StartedCommand>): Promise<StartedCommand> {
  const first = await Promise.race([starting, cutoff.reached]);
  if ("process" in first) return first;
  starting.then(endLate, () => undefined);
  throw cutError(first);
}

function endLate({ process, streams }: StartedCommand): void {
  streams.close();
  process.signal(SIGKILL, "process").catch(() => undefined);
  process.wait().catch(() => undefined);
}

interface Watching {
  readonly cutoff: Cutoff;
  readonly termination: Termination;
  readonly drainTimeout: number;
}

function watch(
  host: Host,
  command: StartedCommand,
  { cutoff, termination, drainTimeout }: Watching,
): RunningCommand {
  const { process, streams, startedAt } = command;
  const left = withResolvers<"detached">();
  let ended = false;

  /** From here on nothing is done to the command any more. */
  function settle(): void {
    ended = true;
    termination[Symbol.dispose]();
    cutoff[Symbol.dispose]();
  }

  async function finish(): Promise<Exit> {
    try {
      const end: CommandEnd = await Promise.race([process.wait(), left.promise]);
      const durationMs = host.clock.sinceBoot() - startedAt;
      const cut = cutoff.cut();
      settle();
      if (end !== "detached") await streams.drained(drainTimeout);
      return exitOf(end, cut, streams.truncated(), durationMs);
    } catch (error) {
      settle();
      // What was written before the sandbox was lost can still be read.
      await streams.drained(drainTimeout).catch(() => undefined);
      throw error;
    } finally {
      streams.close();
    }
  }

  const exit = finish();
  // Whoever asks for it learns of the loss; a program that does not is not ended by it.
  exit.catch(() => undefined);
  return {
    target: command.connection.target,
    process,
    streams,
    exit,
    hasEnded: () => ended,
    cutCause: () => causeOf(cutoff.cut()),
    leave() {
      process.leave?.();
      left.resolve("detached");
    },
    async [Symbol.asyncDispose]() {
      termination.begin();
      await exit.catch(() => undefined);
      streams.stdout?.destroy();
      streams.stderr?.destroy();
    },
  };
}

function causeOf(cut: Cut | undefined): unknown {
  return cut?.kind === "aborted" ? cut.cause : undefined;
}
