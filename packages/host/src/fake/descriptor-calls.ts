import type { SystemCalls } from "../system-calls.ts";
import { fail, resultOf } from "./fail.ts";
import { addDescriptor, closeDescriptor, type FakeProcess, openFileOf } from "./fake-process.ts";
import type { Kernel } from "./kernel.ts";
import { type OpenFile, readFile, writeFile } from "./open-file.ts";
import { createPipe } from "./pipe.ts";
import { createPty } from "./pty.ts";
import { modeSize, type TerminalSettings } from "./terminal-settings.ts";

export type DescriptorCalls = Pick<
  SystemCalls,
  | "read"
  | "write"
  | "close"
  | "duplicate"
  | "descriptorFlags"
  | "setNonBlocking"
  | "isCloseOnExec"
  | "setCloseOnExec"
  | "seek"
  | "changeOwner"
  | "tryLock"
  | "unlock"
  | "pipe"
  | "setPipeSize"
  | "isTerminal"
  | "windowSize"
  | "setWindowSize"
  | "terminalMode"
  | "setTerminalMode"
  | "openPty"
>;

const pageSize = 4096;

export function createDescriptorCalls(kernel: Kernel, process: FakeProcess): DescriptorCalls {
  /** A call on an open file, after which others may have become ready. */
  const on = (fd: number, body: (file: OpenFile) => number) =>
    resultOf(() => {
      const result = body(openFileOf(process, fd));
      kernel.changed();
      return result;
    });

  return {
    read: (fd, out) => on(fd, (file) => readFile(file, out)),
    write: (fd, bytes) => on(fd, (file) => writeFile(file, bytes)),
    close: (fd) =>
      on(fd, () => {
        closeDescriptor(process, fd);
        return 0;
      }),
    duplicate: (fd, lowest) => on(fd, (file) => addDescriptor(process, file, lowest)),
    descriptorFlags: (fd) => on(fd, ({ access, nonBlocking }) => access | (nonBlocking ? 4 : 0)),
    setNonBlocking: (fd, enabled) =>
      on(fd, (file) => {
        file.nonBlocking = enabled !== 0;
        return 0;
      }),
    isCloseOnExec: (fd) => resultOf(() => Number((process.descriptors.get(fd) ?? fail("EBADF")).closeOnExec)),
    setCloseOnExec: (fd, enabled) =>
      resultOf(() => {
        const descriptor = process.descriptors.get(fd) ?? fail("EBADF");
        descriptor.closeOnExec = enabled !== 0;
        return 0;
      }),
    seek: (fd, offset, from) => on(fd, (file) => seek(file, offset, from)),
    changeOwner: (fd, uid, gid) =>
      on(fd, ({ inode }) => {
        inode.uid = uid === -1 ? inode.uid : uid;
        inode.gid = gid === -1 ? inode.gid : gid;
        return 0;
      }),
    tryLock: (fd) =>
      on(fd, (file) => {
        if (file.inode.lockHolder !== undefined && file.inode.lockHolder !== file) {
          fail("EAGAIN");
        }
        file.inode.lockHolder = file;
        return 0;
      }),
    unlock: (fd) =>
      on(fd, (file) => {
        if (file.inode.lockHolder === file) {
          file.inode.lockHolder = undefined;
        }
        return 0;
      }),
    pipe: (out) =>
      resultOf(() => {
        const { read, write } = createPipe();
        out.set([addDescriptor(process, read), addDescriptor(process, write)]);
        return 0;
      }),
    setPipeSize: (fd, bytes) =>
      on(fd, ({ inode }) => {
        const channel = inode.channel ?? fail("EBADF");
        channel.capacity = Math.max(pageSize, 2 ** Math.ceil(Math.log2(bytes)));
        return channel.capacity;
      }),
    isTerminal: (fd) => on(fd, (file) => (terminalOf(file) === undefined ? 0 : 1)),
    windowSize: (fd, out) =>
      on(fd, (file) => {
        const { rows, columns } = terminalOf(file).size;
        out.set([rows, columns]);
        return 0;
      }),
    setWindowSize: (fd, rows, columns) =>
      on(fd, (file) => {
        terminalOf(file).size = { rows, columns };
        return 0;
      }),
    terminalMode: (fd, out) =>
      on(fd, (file) => {
        out.set(terminalOf(file).mode);
        return 0;
      }),
    setTerminalMode: (fd, mode) =>
      on(fd, (file) => {
        const settings = terminalOf(file);
        settings.mode = mode.length === modeSize ? mode.slice() : fail("EINVAL");
        return 0;
      }),
    openPty: (out) =>
      resultOf(() => {
        out.set(createPty().map((end) => addDescriptor(process, end)));
        return 0;
      }),
  };
}

function terminalOf({ inode }: OpenFile): TerminalSettings {
  return inode.terminal ?? fail("ENOTTY");
}

function seek(file: OpenFile, offset: number, from: number): number {
  if (file.behaviour.readiness !== undefined) {
    return fail("ESPIPE");
  }
  const target = ([0, file.offset, file.inode.data.length][from] ?? fail("EINVAL")) + offset;
  file.offset = target < 0 ? fail("EINVAL") : target;
  return target;
}
