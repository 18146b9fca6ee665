import { join } from "node:path";
import { type Host, readable } from "@sallyport/host";
import { createNodeHost } from "@sallyport/host/node";
import { expect } from "vitest";
import { createScreen, type Screen } from "./screen.ts";

const host: Host = createNodeHost();

/** Whoever listens at a console socket, and has the master of the command's terminal once it came. */
export interface ConsoleReceiver extends Disposable {
  readonly path: string;
  /** Accepts one connection; it must have one message with one descriptor, and then end. */
  received(): Promise<ReceivedTerminal>;
}

interface ReceivedTerminal extends Pick<Screen, "seen"> {
  type(keys: string): void;
  resize(rows: number, columns: number): void;
  hangUp(): void;
}

export function listenForConsole(folder: string, name: string): ConsoleReceiver {
  const path = join(folder, name);
  const opened = new Set([host.sockets.listen({ kind: "path", path }, 1)]);
  const [listener = -1] = opened;
  return {
    path,
    async received() {
      await readable(host, listener);
      const connection = host.sockets.accept(listener);
      opened.add(connection);
      const buffer = new Uint8Array(100);
      await readable(host, connection);
      const { length, fds } = host.sockets.receive(connection, buffer, 8);
      expect(host.text.decode(buffer.subarray(0, length))).toBe("pty-master");
      expect(fds).toHaveLength(1);
      const [master = -1] = fds;
      opened.add(master);
      await readable(host, connection);
      expect(host.sockets.receive(connection, buffer, 8)).toEqual({ length: 0, fds: [] });
      return {
        ...terminal(master),
        hangUp: () => void (opened.delete(master) && host.descriptors.close(master)),
      };
    },
    [Symbol.dispose]() {
      for (const fd of opened) host.descriptors.close(fd);
      host.files.remove(path);
    },
  };
}

/** A socket file at which nobody listens. */
export function leaveSocket(path: string): void {
  host.descriptors.close(host.sockets.listen({ kind: "path", path }, 1));
}

function terminal(master: number): Omit<ReceivedTerminal, "hangUp"> {
  host.descriptors.setNonBlocking(master, true);
  const screen = createScreen(master);
  return {
    seen: (text) => screen.seen(text),
    type: (keys) => void host.descriptors.write(master, host.text.encode(keys)),
    resize: (rows, columns) => host.terminals.setWindowSize(master, { rows, columns }),
  };
}
