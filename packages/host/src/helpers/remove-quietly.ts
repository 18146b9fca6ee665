import { isSallyportError } from "@sallyport/core";

import type { Host } from "../port/host.ts";

/** Removes a file of our own on the way out of a failure, which is what the caller is to hear of. */
export function removeQuietly(host: Host, path: string): void {
  try {
    host.files.remove(path);
  } catch (error) {
    if (!isSallyportError(error)) {
      throw error;
    }
  }
}
