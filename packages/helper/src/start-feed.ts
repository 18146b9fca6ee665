import { hasErrno } from "@sallyport/core";
import type { Host } from "@sallyport/host";
import { awaitEnd } from "./await-report.ts";
import { launchWaiter, type Waiter, type WaiterOptions } from "./start-waiter.ts";
import type { FeedTask } from "./waiter-task.ts";

/** Bytes on their way from a file or socket to a pipe, moved by a process that ends with us. */
export interface Feed {
  /** Settles when the source has ended, nobody reads, or it was stopped; rejects with what has failed. */
  readonly finished: Promise<void>;
  /** Settles when all that was taken from the source is in the pipe, and no more will be. */
  stop(): Promise<void>;
}

/**
 * Starts a process that moves bytes. It has the source's own offset, and never takes more than it moves.
 *
 * @param target a pipe, which is closed here
 */
export function startFeed(
  host: Host,
  options: WaiterOptions,
  { source, target }: Omit<FeedTask, "kind">,
): Feed {
  const { waiter, handed } = begin();
  let stopped = false;

  function begin() {
    try {
      const started = launchWaiter(host, options);
      return { waiter: started, handed: hand(started) };
    } catch (error) {
      host.descriptors.close(target);
      throw error;
    }
  }

  async function hand(started: Waiter): Promise<void> {
    try {
      await started.handOver({ kind: "feed", source, target });
    } finally {
      host.descriptors.close(target);
    }
  }

  async function run(): Promise<void> {
    await handed;
    try {
      await awaitEnd(host, waiter.control);
    } catch (error) {
      if (!stopped || !hasErrno(error, "ECANCELED")) throw error;
    } finally {
      waiter.close();
    }
  }

  const finished = run();
  // Whoever asks for it learns of the failure.
  finished.catch(() => undefined);
  return {
    finished,
    async stop() {
      stopped = true;
      await handed.catch(() => undefined);
      waiter.close();
      await waiter.exited;
    },
  };
}
