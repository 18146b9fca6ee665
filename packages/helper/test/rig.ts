import { randomUUID } from "node:crypto";
import { fileURLToPath } from "node:url";
import { decodeWaitStatus, exitStatusOf, hasErrno, type WaitStatus } from "@sallyport/core";
import type { SocketAddress } from "@sallyport/host";
import { createNodeHost } from "@sallyport/host/node";
import { startWaiter, type Waiter } from "../src/start-waiter.ts";
import type { NumberedRequest } from "../src/waiter-task.ts";

export const host = createNodeHost();
export const executable = fileURLToPath(new URL("../build/sallyport-waiter", import.meta.url));

export function uniqueAddress(): SocketAddress {
  return { kind: "abstract", name: `waiter-test-${randomUUID()}` };
}

/** A request for the scripted sentry: `{"method":METHOD,"arg":{"number":N}}`. */
export function numberedRequest(address: SocketAddress, method = "Signal"): NumberedRequest {
  return { address, before: `{"method":"${method}","arg":{"number":`, after: "}}" };
}

/** How a waiter ended. */
export async function endOf(waiter: Pick<Waiter, "exited">): Promise<WaitStatus> {
  return decodeWaitStatus(await waiter.exited);
}

export interface WaitingWaiter {
  readonly waiter: Waiter;
  /** The sandbox's end of the connection that the waiter waits on. */
  readonly sandbox: number;
  /** Writes in one piece each; then closes, where nothing more is to come. */
  reply(pieces: readonly (string | Uint8Array)[], then?: "close" | "stay"): void;
  exitStatus(): Promise<number>;
  /** Ends the connection, with which a waiter has nothing left to wait for. */
  end(): Promise<void>;
}

interface WaitOptions {
  readonly signals?: readonly number[];
  readonly address?: SocketAddress;
  readonly guard?: number;
  /** Our end of the control socket stays open. */
  readonly attached?: boolean;
}

const started: WaitingWaiter[] = [];

/** For `afterEach`: ends the waiters that a test has started. */
export async function endWaiting(): Promise<void> {
  await Promise.all(started.splice(0).map((one) => one.end()));
}

/** A waiter with a wait task, whose sandbox is the test itself. */
export async function startWaiting(options: WaitOptions = {}): Promise<WaitingWaiter> {
  const [sandbox, waitSocket] = host.sockets.pair();
  const waiter = await startWaiter(host, { executable });
  await waiter.handOver({
    kind: "wait",
    waitSocket,
    signals: options.signals ?? [],
    signalRequest: numberedRequest(options.address ?? uniqueAddress()),
    ...(options.guard === undefined ? {} : { guard: options.guard }),
  });
  if (options.attached !== true) waiter.close();
  host.descriptors.close(waitSocket);
  let open = true;
  const close = (): void => {
    if (open) host.descriptors.close(sandbox);
    open = false;
  };
  const waiting: WaitingWaiter = {
    waiter,
    sandbox,
    reply(pieces, then = "stay") {
      try {
        for (const piece of pieces) host.sockets.send(sandbox, Buffer.from(piece));
      } catch (error) {
        // It may have seen enough before the last piece.
        if (!hasErrno(error, "EPIPE", "ECONNRESET")) throw error;
      }
      if (then === "close") close();
    },
    exitStatus: async () => exitStatusOf(await endOf(waiter)),
    async end() {
      close();
      waiter.close();
      await waiter.exited;
    },
  };
  started.push(waiting);
  return waiting;
}

/** A reply as a sandbox writes it. */
export function success(result: unknown): string {
  return JSON.stringify({ success: true, err: "", result });
}
