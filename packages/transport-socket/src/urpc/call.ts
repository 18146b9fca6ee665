import { type Host, sendAll } from "@sallyport/host";
import { asConnectionLost, closeConnection, readSome, shutDown } from "./connection.ts";
import { connectionLost } from "./connection-lost.ts";
import { readReply } from "./read-reply.ts";
import { readResult } from "./reply.ts";
import { encodeRequest, type UrpcRequest } from "./request.ts";

/** A call under way: one connection, one request, one reply. */
export interface UrpcCall {
  /** Settles when the connection is closed again. */
  readonly result: Promise<unknown>;
  /** Gives the call up: `result` rejects, unless the reply is there already. */
  close(): void;
}

/** Starts a call. `connect` gives a connected socket, which the call owns and closes on every way out. */
export function startCall(host: Host, connect: () => Promise<number>, request: UrpcRequest): UrpcCall {
  let connected: number | undefined;
  let givenUp = false;

  async function run(): Promise<unknown> {
    const { method } = request;
    const bytes = host.text.encode(encodeRequest(request));
    const fd = await connect();
    connected = fd;
    try {
      if (givenUp) throw connectionLost(method, "given up");
      await sendAll(host, fd, bytes, request.fds);
      const reply = await readReply(method, (buffer) => readSome(host, fd, buffer));
      return readResult(method, host.text.decode(reply));
    } catch (error) {
      throw givenUp ? connectionLost(method, "given up") : asConnectionLost(method, error);
    } finally {
      connected = undefined;
      closeConnection(host, fd);
    }
  }

  return {
    result: run(),
    close() {
      givenUp = true;
      // Wakes whatever waits for this socket; the call then closes it itself.
      if (connected !== undefined) shutDown(host, connected);
    },
  };
}
