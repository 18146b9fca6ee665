import type { ByteChannel } from "./byte-channel.ts";
import type { FakeListener } from "./listener.ts";
import type { OpenFile } from "./open-file.ts";
import type { TerminalSettings } from "./terminal-settings.ts";

/** What st_mode says. */
export const inodeTypes = {
  fifo: 0o010000,
  characterDevice: 0o020000,
  directory: 0o040000,
  regular: 0o100000,
  symlink: 0o120000,
  socket: 0o140000,
  other: 0,
} as const;

export interface Inode {
  readonly number: number;
  readonly type: number;
  mode: number;
  uid: number;
  gid: number;
  /** Of a regular file. */
  data: Uint8Array;
  /** Of a directory. */
  readonly entries: Map<string, Inode>;
  /** Of a symbolic link. */
  readonly target: string;
  /** Of a FIFO or pipe. */
  channel?: ByteChannel;
  /** Of a socket file. */
  listener?: FakeListener;
  /** What a datagram socket was sent. */
  datagrams?: Uint8Array[];
  terminal?: TerminalSettings;
  lockHolder?: OpenFile | undefined;
}

let lastNumber = 0;

export function createInode(type: number, mode: number, target = ""): Inode {
  lastNumber += 1;
  return {
    number: lastNumber,
    type,
    mode,
    uid: 0,
    gid: 0,
    data: new Uint8Array(0),
    entries: new Map(),
    target,
  };
}
