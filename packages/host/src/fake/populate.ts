import type { FakeHostOptions } from "./fake-host-options.ts";
import { ensureDirectory, place } from "./file-tree.ts";
import { createInode, type Inode, inodeTypes } from "./inode.ts";
import { encodeUtf8 } from "./utf8.ts";

/** The files that a fake starts with, and an empty /tmp. */
export function populate(root: Inode, options: FakeHostOptions): void {
  ensureDirectory(root, "/tmp");
  ensureDirectory(root, options.workingDirectory ?? "/");
  for (const [path, content] of Object.entries(options.files ?? {})) {
    const inode = createInode(inodeTypes.regular, 0o644);
    inode.data = typeof content === "string" ? encodeUtf8(content) : content.slice();
    place(root, path, inode);
  }
  for (const [path, target] of Object.entries(options.symlinks ?? {})) {
    place(root, path, createInode(inodeTypes.symlink, 0o777, target));
  }
  for (const path of options.fifos ?? []) {
    place(root, path, createInode(inodeTypes.fifo, 0o644));
  }
  for (const path of options.datagramSockets ?? []) {
    const socket = createInode(inodeTypes.socket, 0o666);
    socket.datagrams = [];
    place(root, path, socket);
  }
}
