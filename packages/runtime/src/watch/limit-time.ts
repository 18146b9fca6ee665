import type { Delay, Host } from "@sallyport/host";
import type { SandboxProcess, TransportCapabilities } from "@sallyport/transport";
import type { TimeLimit } from "./watch-options.ts";

const SIGKILL = 9;
const SIGTERM = 15;

/** A command whose time was over ended by SIGTERM, or had to be killed. */
export type TimedOut = "terminated" | "killed";

export interface LimitedTime extends Disposable {
  readonly timedOut: TimedOut | undefined;
  /** The command has ended. Where its time was over, what it left behind is killed. */
  end(): Promise<void>;
}

/** Watches the time of a command from now on; nothing where there is no limit. */
export function limitTime(
  host: Host,
  capabilities: Pick<TransportCapabilities, "signals" | "processGroupSignals">,
  process: SandboxProcess,
  limit: TimeLimit | undefined,
): LimitedTime {
  const target = capabilities.processGroupSignals ? "group" : "process";
  let delay: Delay | undefined;
  let timedOut: TimedOut | undefined;

  const kill = (): Promise<void> => process.killTree?.() ?? process.signal(SIGKILL, target);

  async function wait(milliseconds: number): Promise<void> {
    delay = host.clock.delay(milliseconds);
    await delay.elapsed;
  }

  async function watch({ timeout, killAfter }: TimeLimit): Promise<void> {
    await wait(timeout);
    if (capabilities.signals === "any") {
      timedOut = "terminated";
      await unlessEnded(process.signal(SIGTERM, target));
      await wait(killAfter);
    }
    timedOut = "killed";
    await unlessEnded(kill());
  }

  if (limit !== undefined) void watch(limit);
  return {
    get timedOut() {
      return timedOut;
    },
    async end() {
      delay?.cancel();
      if (timedOut === "terminated") await unlessEnded(kill());
    },
    [Symbol.dispose]() {
      delay?.cancel();
    },
  };
}

/** Whoever waits for the command learns of its end, or that the sandbox is lost. */
async function unlessEnded(signalled: Promise<void>): Promise<void> {
  await signalled.catch(() => undefined);
}
