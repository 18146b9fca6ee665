import { accessBits, openBits } from "../system/open-flag-bits.ts";
import type { SystemCalls } from "../system-calls.ts";
import { fail, resultOf } from "./fail.ts";
import { addDescriptor, type FakeProcess, openFileOf } from "./fake-process.ts";
import { type Location, locate } from "./file-tree.ts";
import { createInode, type Inode, inodeTypes } from "./inode.ts";
import type { Kernel } from "./kernel.ts";
import { createOpenFile, type OpenFile } from "./open-file.ts";
import { openPipeEnd } from "./pipe.ts";
import { nothingToRead, regularFile } from "./regular-file.ts";
import { encodeUtf8 } from "./utf8.ts";

export type FileCalls = Pick<
  SystemCalls,
  | "open"
  | "openInRoot"
  | "status"
  | "linkStatus"
  | "descriptorStatus"
  | "readDirectory"
  | "readLink"
  | "rename"
  | "remove"
  | "makeDirectory"
  | "removeDirectory"
>;

export function createFileCalls(kernel: Kernel, process: FakeProcess): FileCalls {
  const find = (path: string, follow: boolean) => locate(kernel.root, process.workingDirectory, path, follow);
  const existing = (path: string, follow: boolean) => find(path, follow).inode ?? fail("ENOENT");

  return {
    open: (path, flags, mode) =>
      resultOf(() => {
        const inode = findOrCreate(
          find(path, (flags & openBits.noFollow) === 0),
          flags,
          mode & ~process.umask,
        );
        return addDescriptor(process, openInode(inode, flags));
      }),
    openInRoot: (root, path, flags) =>
      resultOf(() => {
        const { inode } = openFileOf(process, root);
        const found = locate(inode, "/", `/${path}`, (flags & openBits.noFollow) === 0);
        return addDescriptor(process, openInode(found.inode ?? fail("ENOENT"), flags));
      }),
    status: (path, out) => resultOf(() => fillStatus(existing(path, true), out)),
    linkStatus: (path, out) => resultOf(() => fillStatus(existing(path, false), out)),
    descriptorStatus: (fd, out) => resultOf(() => fillStatus(openFileOf(process, fd).inode, out)),
    readDirectory: (fd, out) => resultOf(() => fillNames(openFileOf(process, fd), out)),
    readLink: (path, out) =>
      resultOf(() => {
        const inode = existing(path, false);
        const target = inode.type === inodeTypes.symlink ? encodeUtf8(inode.target) : fail("EINVAL");
        out.set(target.subarray(0, out.length));
        return Math.min(target.length, out.length);
      }),
    rename: (from, to) =>
      resultOf(() => {
        const source = find(from, false);
        const target = find(to, false);
        const inode = source.inode ?? fail("ENOENT");
        if (target.inode?.type === inodeTypes.directory && inode.type !== inodeTypes.directory) {
          fail("EISDIR");
        }
        source.parent.entries.delete(source.name);
        target.parent.entries.set(target.name, inode);
        return 0;
      }),
    remove: (path) => resultOf(() => removeEntry(find(path, false), false)),
    makeDirectory: (path, mode) =>
      resultOf(() => {
        const { parent, name, inode } = find(path, false);
        if (inode !== undefined) {
          fail("EEXIST");
        }
        parent.entries.set(name, createInode(inodeTypes.directory, mode & ~process.umask));
        return 0;
      }),
    removeDirectory: (path) => resultOf(() => removeEntry(find(path, false), true)),
  };
}

function findOrCreate({ parent, name, inode }: Location, flags: number, mode: number): Inode {
  if (inode === undefined) {
    if ((flags & openBits.create) === 0) {
      return fail("ENOENT");
    }
    const created = createInode(inodeTypes.regular, mode);
    parent.entries.set(name, created);
    return created;
  }
  if ((flags & openBits.create) !== 0 && (flags & openBits.exclusive) !== 0) {
    return fail("EEXIST");
  }
  return inode;
}

function openInode(inode: Inode, flags: number): OpenFile {
  const access = flags & 3;
  const nonBlocking = (flags & openBits.nonBlocking) !== 0;
  if ((flags & openBits.directory) !== 0 && inode.type !== inodeTypes.directory) {
    return fail("ENOTDIR");
  }
  if (access === accessBits.path) {
    return createOpenFile(inode, nothingToRead, { access });
  }
  switch (inode.type) {
    case inodeTypes.symlink:
      return fail("ELOOP");
    case inodeTypes.socket:
      return fail("ENXIO");
    case inodeTypes.fifo:
      return openPipeEnd(inode, access, nonBlocking);
    case inodeTypes.directory:
      return access === accessBits.read ? createOpenFile(inode, nothingToRead, { access }) : fail("EISDIR");
    default:
      inode.data = (flags & openBits.truncate) === 0 ? inode.data : new Uint8Array(0);
      return createOpenFile(inode, regularFile, {
        access,
        nonBlocking,
        append: (flags & openBits.append) !== 0,
      });
  }
}

function removeEntry({ parent, name, inode }: Location, directory: boolean): number {
  if (inode === undefined) {
    return fail("ENOENT");
  }
  if ((inode.type === inodeTypes.directory) !== directory) {
    return fail(directory ? "ENOTDIR" : "EISDIR");
  }
  if (inode.entries.size > 0) {
    return fail("ENOTEMPTY");
  }
  parent.entries.delete(name);
  return 0;
}

function fillStatus(inode: Inode, out: Float64Array): number {
  const size = inode.type === inodeTypes.symlink ? encodeUtf8(inode.target).length : inode.data.length;
  out.set([inode.type | inode.mode, inode.uid, inode.gid, size, 1, inode.number, 0]);
  return 0;
}

function fillNames(file: OpenFile, out: Uint8Array): number {
  const names = [".", "..", ...file.inode.entries.keys()];
  let used = 0;
  for (const name of names.slice(file.offset)) {
    const bytes = encodeUtf8(`${name}\0`);
    if (used + bytes.length > out.length) {
      return used === 0 ? fail("EINVAL") : used;
    }
    out.set(bytes, used);
    used += bytes.length;
    file.offset += 1;
  }
  return used;
}
