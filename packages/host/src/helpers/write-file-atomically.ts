import { hasErrno } from "@sallyport/core";

import type { FileKind } from "../port/files.ts";
import type { Host } from "../port/host.ts";
import { removeQuietly } from "./remove-quietly.ts";
import { writeAll } from "./write-all.ts";

const attempts = 100;
/** Leaves room for the rest of a temporary name below NAME_MAX (255 bytes), whatever the characters. */
const nameLength = 48;

/**
 * Makes `path` a regular file with this text in one step: readers see all of it, or what was there before. A
 * symbolic link to a regular file or to nothing is replaced, never written through. Where there is something that
 * cannot be replaced (FIFO, device, anything below /dev or /proc), the text is appended to it; a FIFO without a
 * reader is errno ENXIO.
 *
 * @param mode permission bits before the umask
 */
export function writeFileAtomically(host: Host, path: string, text: string, mode: number): void {
  const bytes = host.text.encode(text);
  if (isReplaceable(host, path)) {
    replace(host, path, bytes, mode);
    return;
  }
  const fd = host.files.open(path, {
    access: "write",
    append: true,
    nonBlocking: true,
    noControllingTerminal: true,
  });
  try {
    writeAll(host, fd, bytes);
  } finally {
    host.descriptors.close(fd);
  }
}

function isReplaceable(host: Host, path: string): boolean {
  const own = kindOf(() => host.files.linkStatus(path).kind);
  if (own !== "symlink") {
    return own === "absent" || own === "regular";
  }
  // /dev/stdout and /dev/fd/1 are links to a file of the caller's, which is to be kept.
  if (/^\/+(dev|proc)\//.test(path)) {
    return false;
  }
  const target = kindOf(() => host.files.status(path).kind);
  return target === "absent" || target === "regular";
}

function kindOf(status: () => FileKind): FileKind | "absent" {
  try {
    return status();
  } catch (error) {
    if (hasErrno(error, "ENOENT")) {
      return "absent";
    }
    throw error;
  }
}

function replace(host: Host, path: string, bytes: Uint8Array, mode: number): void {
  const { fd, name } = createTemporary(host, path, mode);
  try {
    try {
      writeAll(host, fd, bytes);
    } finally {
      host.descriptors.close(fd);
    }
    host.files.rename(name, path);
  } catch (error) {
    removeQuietly(host, name);
    throw error;
  }
}

function createTemporary(host: Host, path: string, mode: number): { fd: number; name: string } {
  const slash = path.lastIndexOf("/") + 1;
  const directory = path.slice(0, slash);
  for (let attempt = 1; ; attempt++) {
    const random = Math.floor(Math.random() * 2 ** 32).toString(36);
    const name = `${directory}.${path.slice(slash, slash + nameLength)}.${host.process.pid}.${random}`;
    try {
      return { fd: host.files.open(name, { access: "write", create: true, exclusive: true }, mode), name };
    } catch (error) {
      if (attempt === attempts || !hasErrno(error, "EEXIST")) {
        throw error;
      }
    }
  }
}
