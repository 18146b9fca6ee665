import { execChannel, type ExecTrace } from "../exec-trace.ts";
import type { RunningCommand } from "./run-command.ts";

/** Launches a command, and publishes what becomes of it where somebody listens. */
export function traceCommand(
  trace: ExecTrace,
  launch: () => Promise<RunningCommand>,
): Promise<RunningCommand> {
  const { start, end, asyncStart, asyncEnd, error } = execChannel;
  if (![start, end, asyncStart, asyncEnd, error].some((channel) => channel.hasSubscribers)) return launch();
  return new Promise((resolve, reject) => {
    const whole = execChannel.tracePromise(async () => {
      const command = await launch();
      trace.pid = command.process.pid;
      resolve(command);
      return await command.exit;
    }, trace);
    // After the launch this settles nothing any more: the command's own promise tells.
    whole.catch(reject);
  });
}
