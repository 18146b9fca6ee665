import { type Host, type ReadinessWait, sendAll } from "@sallyport/host";
import { asConnectionLost, closeConnection, readSome, shutDown } from "./connection.ts";
import { connectionLost } from "./connection-lost.ts";
import { readReply } from "./read-reply.ts";
import { readResult } from "./reply.ts";
import { encodeRequest, type UrpcRequest } from "./request.ts";

/** A call under way: one connection, one request, one reply. */
export interface UrpcCall {
  /** Settles when the connection is closed again, or kept. */
  readonly result: Promise<unknown>;
  /** Gives the call up: `result` rejects, unless the reply is there already. */
  close(): void;
  /**
   * Takes the connection out of a call that waits for its reply; the caller owns it, and `result` rejects. Undefined
   * when the request is not all sent yet, or the reply has begun.
   */
  take(): number | undefined;
}

/** Where a call's connection comes from, and where it goes. */
export interface CallConnection {
  /** Gives a connected socket, which the call owns and closes on every way out but one. */
  readonly connect: () => Promise<number>;
  /** Takes it over once the reply, and nothing else, has come. Default: it is closed. */
  readonly keep?: (fd: number) => void;
}

export function startCall(host: Host, { connect, keep }: CallConnection, request: UrpcRequest): UrpcCall {
  let connected: number | undefined;
  let replyBegins: ReadinessWait | undefined;
  let givenUp = false;

  async function run(): Promise<unknown> {
    const { method } = request;
    const bytes = host.text.encode(encodeRequest(request));
    const fd = await connect();
    connected = fd;
    try {
      if (givenUp) throw connectionLost(method, "given up");
      await sendAll(host, fd, bytes, request.fds);
      replyBegins = host.descriptors.wait(fd, "readable");
      await replyBegins.ready;
      replyBegins = undefined;
      // Taken in the very moment in which it became readable.
      if (connected === undefined) throw connectionLost(method, "given up");
      let received = 0;
      const reply = await readReply(method, async (buffer) => {
        const count = await readSome(host, fd, buffer);
        received += count;
        return count;
      });
      if (keep !== undefined && received === reply.length && !givenUp) {
        connected = undefined;
        keep(fd);
      }
      return readResult(method, host.text.decode(reply));
    } catch (error) {
      throw givenUp ? connectionLost(method, "given up") : asConnectionLost(method, error);
    } finally {
      if (connected !== undefined) closeConnection(host, fd);
      connected = undefined;
    }
  }

  return {
    result: run(),
    close() {
      givenUp = true;
      // Wakes whatever waits for this socket; the call then closes it itself.
      if (connected !== undefined) shutDown(host, connected);
    },
    take() {
      if (replyBegins === undefined) return undefined;
      const fd = connected;
      connected = undefined;
      givenUp = true;
      replyBegins.cancel();
      return fd;
    },
  };
}
