import { fail } from "./fail.ts";
import { createInode, inodeTypes } from "./inode.ts";
import { createOpenFile, type OpenFile, release } from "./open-file.ts";
import { createSocketPair } from "./stream-socket.ts";

export interface FakeListener {
  readonly backlog: number;
  readonly pending: OpenFile[];
  open: boolean;
}

const listeners = new WeakMap<OpenFile, FakeListener>();

/** @param closed lets its address go */
export function createListener(
  backlog: number,
  closed: () => void,
): { file: OpenFile; listener: FakeListener } {
  const listener: FakeListener = { backlog, pending: [], open: true };
  const file = createOpenFile(
    createInode(inodeTypes.socket, 0o777),
    {
      readiness: () => (listener.pending.length > 0 ? 1 : 0),
      released() {
        listener.open = false;
        listener.pending.splice(0).forEach(release);
        closed();
      },
    },
    { nonBlocking: true },
  );
  listeners.set(file, listener);
  return { file, listener };
}

/** The client's end. Like the kernel, lets one more wait than `backlog` says. */
export function connectTo(listener: FakeListener | undefined): OpenFile {
  if (listener?.open !== true) {
    return fail("ECONNREFUSED");
  }
  if (listener.pending.length > listener.backlog) {
    return fail("EAGAIN");
  }
  const [client, server] = createSocketPair();
  server.holders += 1;
  listener.pending.push(server);
  return client;
}

export function acceptFrom(file: OpenFile): OpenFile {
  const listener = listeners.get(file) ?? fail("EINVAL");
  const server = listener.pending.shift() ?? fail("EAGAIN");
  server.holders -= 1;
  return server;
}
