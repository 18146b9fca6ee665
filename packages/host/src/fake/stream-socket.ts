import {
  type ByteChannel,
  createByteChannel,
  discard,
  freeBytes,
  put,
  queuedBytes,
  take,
} from "./byte-channel.ts";
import { fail } from "./fail.ts";
import { createInode, inodeTypes } from "./inode.ts";
import { createOpenFile, type FileBehaviour, hold, type OpenFile, release, wouldBlock } from "./open-file.ts";

const capacity = 212_992;

interface Directions {
  readonly incoming: ByteChannel;
  readonly outgoing: ByteChannel;
}

const sockets = new WeakMap<OpenFile, Directions>();

const socketBehaviour: FileBehaviour = {
  read: (file, out) => receiveMessage(file, out, 0).length,
  write: (file, bytes) => sendMessage(file, bytes, []),
  readiness(file) {
    const { incoming, outgoing } = directionsOf(file);
    const readable = queuedBytes(incoming) > 0 || incoming.writers === 0 ? 1 : 0;
    const writable = outgoing.readers === 0 || freeBytes(outgoing) >= capacity / 4 ? 2 : 0;
    return readable | writable;
  },
  released(file) {
    const { incoming, outgoing } = directionsOf(file);
    incoming.readers = 0;
    incoming.writers = 0;
    outgoing.writers = 0;
    discard(incoming);
  },
};

export function createSocketPair(): [OpenFile, OpenFile] {
  const there = openChannel();
  const back = openChannel();
  return [
    createSocket({ incoming: back, outgoing: there }),
    createSocket({ incoming: there, outgoing: back }),
  ];
}

function openChannel(): ByteChannel {
  return Object.assign(createByteChannel(capacity), { readers: 1, writers: 1 });
}

function createSocket(directions: Directions): OpenFile {
  const inode = createInode(inodeTypes.socket, 0o777);
  const file = createOpenFile(inode, socketBehaviour, { nonBlocking: true });
  sockets.set(file, directions);
  return file;
}

function directionsOf(file: OpenFile): Directions {
  return sockets.get(file) ?? fail("ENOTSOCK");
}

export function sendMessage(file: OpenFile, bytes: Uint8Array, files: readonly OpenFile[]): number {
  const { outgoing } = directionsOf(file);
  if (files.length > 0 && bytes.length === 0) {
    return fail("EINVAL");
  }
  if (outgoing.readers === 0 || outgoing.writers === 0) {
    return fail("EPIPE");
  }
  const room = freeBytes(outgoing);
  if (room === 0 && bytes.length > 0) {
    return fail("EAGAIN");
  }
  put(outgoing, bytes.subarray(0, room), files.map(hold));
  return Math.min(bytes.length, room);
}

/** The open files are held for the receiver. More than `maximum` are dropped, and errno is EMSGSIZE. */
export function receiveMessage(
  file: OpenFile,
  out: Uint8Array,
  maximum: number,
): { length: number; files: readonly OpenFile[] } {
  const { incoming } = directionsOf(file);
  const message = take(incoming, out);
  if (message.length === 0 && out.length > 0 && incoming.writers > 0) {
    return file.nonBlocking ? fail("EAGAIN") : wouldBlock(file);
  }
  if (message.files.length > maximum) {
    for (const dropped of message.files) {
      release(dropped);
    }
    return fail("EMSGSIZE");
  }
  return message;
}

/** @param direction 0 read, 1 write, 2 both. */
export function shutdownSocket(file: OpenFile, direction: number): void {
  const { incoming, outgoing } = directionsOf(file);
  if (direction !== 1) {
    incoming.readers = 0;
    incoming.writers = 0;
  }
  if (direction !== 0) {
    outgoing.writers = 0;
  }
}
