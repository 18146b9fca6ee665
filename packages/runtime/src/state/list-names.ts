import { hasErrno } from "@sallyport/core";
import type { Host } from "@sallyport/host";

/** The names in a directory; none when it is not there. */
export function listNames(host: Host, directory: string): string[] {
  try {
    return host.files.list(directory);
  } catch (error) {
    if (hasErrno(error, "ENOENT")) return [];
    throw error;
  }
}
