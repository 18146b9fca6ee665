import type { Interest } from "../event-loop.ts";
import { fail } from "./fail.ts";
import type { Inode } from "./inode.ts";

/** What descriptors refer to: shared by duplicates, children and messages. */
export interface OpenFile {
  readonly inode: Inode;
  /** 0 read, 1 write, 2 both, 3 O_PATH. */
  readonly access: number;
  readonly append: boolean;
  nonBlocking: boolean;
  offset: number;
  /** Descriptors and messages in flight that refer to it. */
  holders: number;
  readonly behaviour: FileBehaviour;
}

export interface FileBehaviour {
  read?(file: OpenFile, out: Uint8Array): number;
  write?(file: OpenFile, bytes: Uint8Array): number;
  /** Left out where epoll refuses: always ready. */
  readiness?(file: OpenFile): Interest;
  /** The last holder is gone. */
  released?(file: OpenFile): void;
}

export interface OpenFileOptions {
  readonly access?: number;
  readonly append?: boolean;
  readonly nonBlocking?: boolean;
}

export function createOpenFile(
  inode: Inode,
  behaviour: FileBehaviour,
  { access = 2, append = false, nonBlocking = false }: OpenFileOptions = {},
): OpenFile {
  return { inode, behaviour, access, append, nonBlocking, offset: 0, holders: 0 };
}

export function readFile(file: OpenFile, out: Uint8Array): number {
  if ((file.access !== 0 && file.access !== 2) || file.behaviour.read === undefined) {
    return fail("EBADF");
  }
  return file.behaviour.read(file, out);
}

export function writeFile(file: OpenFile, bytes: Uint8Array): number {
  if ((file.access !== 1 && file.access !== 2) || file.behaviour.write === undefined) {
    return fail("EBADF");
  }
  return file.behaviour.write(file, bytes);
}

export function hold(file: OpenFile): OpenFile {
  file.holders += 1;
  return file;
}

export function release(file: OpenFile): void {
  file.holders -= 1;
  if (file.holders > 0) {
    return;
  }
  if (file.inode.lockHolder === file) {
    file.inode.lockHolder = undefined;
  }
  file.behaviour.released?.(file);
}

/** What a call that would block answers: a blocking one would never return, since nothing else runs meanwhile. */
export function wouldBlock(file: OpenFile): never {
  return fail(file.nonBlocking ? "EAGAIN" : "EDEADLK");
}
