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
import { createInode, type Inode, inodeTypes } from "./inode.ts";
import { createOpenFile, type FileBehaviour, type OpenFile, wouldBlock } from "./open-file.ts";

const defaultCapacity = 65_536;
/** A write of up to PIPE_BUF bytes is never split (pipe(7)). */
const pipeBuffer = 4096;

const pipeBehaviour: FileBehaviour = {
  read(file, out) {
    const channel = channelOf(file.inode);
    const { length } = take(channel, out);
    return length === 0 && out.length > 0 && channel.writers > 0 ? wouldBlock(file) : length;
  },
  write(file, bytes) {
    const channel = channelOf(file.inode);
    if (channel.readers === 0) {
      return fail("EPIPE");
    }
    const room = freeBytes(channel);
    const fits = bytes.length <= room;
    if (!fits && (!file.nonBlocking || room === 0 || bytes.length <= pipeBuffer)) {
      return wouldBlock(file);
    }
    put(channel, bytes.subarray(0, room));
    return Math.min(bytes.length, room);
  },
  readiness(file) {
    const channel = channelOf(file.inode);
    const readable = file.access !== 1 && (queuedBytes(channel) > 0 || channel.writers === 0) ? 1 : 0;
    if (file.access === 1 && channel.readers === 0) {
      return 3;
    }
    const writable = file.access !== 0 && freeBytes(channel) >= pipeBuffer ? 2 : 0;
    return readable | writable;
  },
  released(file) {
    const channel = channelOf(file.inode);
    channel.readers -= file.access === 1 ? 0 : 1;
    channel.writers -= file.access === 0 ? 0 : 1;
    if (channel.readers === 0) {
      discard(channel);
    }
  },
};

export function channelOf(inode: Inode): ByteChannel {
  inode.channel ??= createByteChannel(defaultCapacity);
  return inode.channel;
}

/** One more end of a pipe or FIFO: 0 to read, 1 to write, 2 both. */
export function openPipeEnd(inode: Inode, access: number, nonBlocking = false): OpenFile {
  const channel = channelOf(inode);
  if (access === 1 && nonBlocking && channel.readers === 0) {
    return fail("ENXIO");
  }
  channel.readers += access === 1 ? 0 : 1;
  channel.writers += access === 0 ? 0 : 1;
  return createOpenFile(inode, pipeBehaviour, { access, nonBlocking });
}

export function createPipe(): { read: OpenFile; write: OpenFile } {
  const inode = createInode(inodeTypes.fifo, 0o600);
  return { read: openPipeEnd(inode, 0), write: openPipeEnd(inode, 1) };
}
