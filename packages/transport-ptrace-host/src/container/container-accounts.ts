import { type Accounts, hasErrno, parseGroups, parseUsers } from "@sallyport/core";
import { type Host, readToEnd } from "@sallyport/host";
import type { InitProcess } from "./init-process.ts";

const maximumSize = 4 * 1024 * 1024;

/** The container's own users and groups; see `accountsBelow`. */
export function readAccounts(host: Host, init: InitProcess): Accounts {
  return accountsBelow(host, `${init.path}/root`);
}

/**
 * The users and groups of a root file system, which is somebody else's to fill: no link in it leads out of
 * it, and only regular files are read, so that no FIFO or device holds us up. None where there is no such file.
 */
export function accountsBelow(host: Host, path: string): Accounts {
  const root = host.files.open(path, { access: "path", directory: true });
  try {
    return {
      users: parseUsers(readInRoot(host, root, "/etc/passwd")),
      groups: parseGroups(readInRoot(host, root, "/etc/group")),
    };
  } finally {
    host.descriptors.close(root);
  }
}

function readInRoot(host: Host, root: number, path: string): string {
  let fd: number;
  try {
    fd = host.files.openInRoot(root, path, {
      access: "read",
      nonBlocking: true,
      noControllingTerminal: true,
    });
  } catch (error) {
    if (hasErrno(error, "ENOENT", "ENOTDIR", "ELOOP", "ENXIO", "EACCES")) return "";
    throw error;
  }
  try {
    if (host.descriptors.status(fd).kind !== "regular") return "";
    return host.text.decode(readToEnd(host, fd, path, maximumSize));
  } finally {
    host.descriptors.close(fd);
  }
}
