import { hasErrno } from "@sallyport/core";
import type { Host } from "@sallyport/host";

/** Throws what stat(2) fails with. */
export function isDirectory(host: Host, path: string): boolean {
  return host.files.status(path).kind === "directory";
}

export function exists(host: Host, path: string): boolean {
  try {
    host.files.linkStatus(path);
    return true;
  } catch (error) {
    if (hasErrno(error, "ENOENT", "ENOTDIR")) return false;
    throw error;
  }
}
