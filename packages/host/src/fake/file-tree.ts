import { fail } from "./fail.ts";
import { createInode, type Inode, inodeTypes } from "./inode.ts";

const mostLinks = 40;

/** Where a path leads: the directory it is in, its name there, and what is there. */
export interface Location {
  readonly parent: Inode;
  readonly name: string;
  readonly inode: Inode | undefined;
}

export function createFileTree(): Inode {
  return createInode(inodeTypes.directory, 0o755);
}

/** Throws ENOENT or ENOTDIR when a directory on the way is missing or none, ELOOP for too many links. */
export function locate(root: Inode, workingDirectory: string, path: string, follow: boolean): Location {
  if (path === "") {
    return fail("ENOENT");
  }
  let trail = [root];
  let name = "";
  let links = 0;
  const names = (path.startsWith("/") ? path : `${workingDirectory}/${path}`).split("/");
  while (names.length > 0) {
    const next = names.shift() ?? "";
    const directory = trail.at(-1) ?? root;
    if (directory.type !== inodeTypes.directory) {
      return fail("ENOTDIR");
    }
    if (next === "" || next === ".") {
      continue;
    }
    if (next === "..") {
      trail = trail.length > 1 ? trail.slice(0, -1) : trail;
      continue;
    }
    name = next;
    const inode = directory.entries.get(next);
    const isLast = names.every((rest) => rest === "" || rest === ".");
    if (inode?.type === inodeTypes.symlink && (!isLast || follow)) {
      links += 1;
      if (links > mostLinks) {
        return fail("ELOOP");
      }
      trail = inode.target.startsWith("/") ? [root] : trail;
      names.unshift(...inode.target.split("/"));
    } else if (isLast) {
      return { parent: directory, name, inode };
    } else if (inode === undefined) {
      return fail("ENOENT");
    } else {
      trail = [...trail, inode];
    }
  }
  const inode = trail.at(-1) ?? root;
  return { parent: trail.at(-2) ?? root, name, inode };
}

/** A directory and those above it, made where they are missing. */
export function ensureDirectory(root: Inode, path: string): Inode {
  let directory = root;
  for (const name of path.split("/").filter((part) => part !== "")) {
    const next = directory.entries.get(name) ?? createInode(inodeTypes.directory, 0o755);
    directory.entries.set(name, next);
    directory = next;
  }
  return directory;
}

/** Puts an inode at an absolute path. */
export function place(root: Inode, path: string, inode: Inode): void {
  const slash = path.lastIndexOf("/");
  ensureDirectory(root, path.slice(0, slash)).entries.set(path.slice(slash + 1), inode);
}
