import { type Child, type Host, sendAll } from "@sallyport/host";
import { awaitReport } from "./await-report.ts";
import { prepareTask } from "./prepare-task.ts";
import type { WaiterTask } from "./waiter-task.ts";

export interface WaiterOptions {
  /** The waiter's program: an absolute path, or `/proc/self/fd/N` of an open one. */
  readonly executable: string;
  /** The replica of a pseudo-terminal that becomes its controlling terminal. It keeps it open no longer than that. */
  readonly terminal?: number;
  /** Its end is for whoever inherits it, a subreaper: `exited` does not settle. */
  readonly reapedElsewhere?: boolean;
  /** Milliseconds that it may take to be ready, and to take its task over. Default 10 000. */
  readonly patience?: number;
}

/** A process that catches signals from the moment it is ready, and does nothing until it has a task. */
export interface Waiter {
  readonly pid: number;
  /**
   * Settles when no signal to it is lost.
   *
   * @throws SallyportError of what failed, with nothing left running.
   */
  readonly ready: Promise<void>;
  /** Its raw wait status (wait(2)), when it ends while we live. */
  readonly exited: Promise<number>;
  /** Our end of its control socket, open until `close`. */
  readonly control: number;
  /**
   * Gives it its task, for once: it is sent before this returns, so that nobody who gets `control` afterwards is ahead
   * of it. Once this settles the waiter has copies of the descriptors, and the caller closes his own.
   *
   * @throws SallyportError of the waiter's failure; it is killed before.
   */
  handOver(task: WaiterTask): Promise<void>;
  /** Closes our end: a waiter without a task ends, a guard acts unless another holds a copy of our end. */
  readonly close: () => void;
}

const defaultPatience = 10_000;
const SIGKILL = 9;

/** As `launchWaiter`; waits until it is ready, and throws as that does. */
export async function startWaiter(host: Host, options: WaiterOptions): Promise<Waiter> {
  const waiter = launchWaiter(host, options);
  await waiter.ready;
  return waiter;
}

/**
 * Starts a waiter in a session of its own.
 *
 * @throws SallyportError of what its program could not be run for.
 */
export function launchWaiter(host: Host, options: WaiterOptions): Waiter {
  const patience = options.patience ?? defaultPatience;
  const { child, control } = spawnWaiter(host, options);
  let running = true;
  const ended = (): void => void (running = false);
  child.exited.then(ended, ended);
  let open = true;

  function close(): void {
    if (!open) return;
    open = false;
    host.descriptors.close(control);
  }

  async function orEnd(step: () => Promise<void>): Promise<void> {
    try {
      await step();
    } catch (error) {
      close();
      // Its number stays its own until it has been reaped.
      if (running) host.signals.send(child.pid, SIGKILL);
      throw error;
    }
  }

  const ready = orEnd(() => awaitReport(host, control, "ready", patience));
  // Whoever gives it a task learns of it.
  ready.catch(() => undefined);
  return {
    pid: child.pid,
    ready,
    exited: child.exited,
    control,
    close,
    handOver: (task) =>
      orEnd(async () => {
        const prepared = prepareTask(host, task);
        try {
          await sendAll(host, control, prepared.bytes, prepared.fds);
          await ready;
          await awaitReport(host, control, "acknowledged", patience);
        } finally {
          prepared.release();
        }
      }),
  };
}

function spawnWaiter(host: Host, options: WaiterOptions): { child: Child; control: number } {
  const { executable, terminal } = options;
  const [control, theirs] = host.sockets.pair();
  const opened = [theirs];
  try {
    const nothing = host.files.open("/dev/null", { access: "read-write" });
    opened.push(nothing);
    const child = host.children.spawn({
      executable,
      argv: ["sallyport-wait"],
      environment: {},
      fds: [terminal ?? nothing, nothing, nothing, theirs],
      session: terminal === undefined ? "new" : "new-with-terminal",
      reapedElsewhere: options.reapedElsewhere ?? false,
    });
    return { child, control };
  } catch (error) {
    opened.push(control);
    throw error;
  } finally {
    for (const fd of opened) host.descriptors.close(fd);
  }
}
