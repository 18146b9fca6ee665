import { hasErrno } from "@sallyport/core";
import type { Host } from "../port/host.ts";

/** True for a link that leads nowhere, too. Throws what else lstat(2) fails with. */
export function exists(host: Host, path: string): boolean {
  try {
    host.files.linkStatus(path);
    return true;
  } catch (error) {
    if (hasErrno(error, "ENOENT", "ENOTDIR")) return false;
    throw error;
  }
}
